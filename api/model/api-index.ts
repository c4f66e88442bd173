import { z } from 'zod';
import { Count, Counts } from './counts.ts';
import { envelope } from './envelope.ts';
import { hash, moment } from './text-formats.ts';

const link = {
  kind: z.string().describe('Kind of the document, or of each of its lines.'),
  mediaType: z.string(),
  schema: z.string().describe('Address of the JSON Schema of the document, or of each of its lines.'),
  description: z.string(),
};

const DocumentLink = z
  .object({
    ...link,
    href: z.string(),
    entries: Count.optional().describe('Rows of a list.'),
    bytes: Count.optional(),
    sha256: hash().optional().describe('`sha256:` of the bytes: the same hash, the same file.'),
  })
  .meta({ id: 'DocumentLink' });
export type DocumentLink = z.infer<typeof DocumentLink>;

const DocumentTemplate = z
  .object({
    ...link,
    hrefTemplate: z
      .string()
      .describe('A URI template (RFC 6570); the slugs are in servers.json and attacks.json, the days in changes.json.'),
  })
  .meta({ id: 'DocumentTemplate' });

const DownloadLink = z
  .object({
    href: z.string(),
    mediaType: z.string(),
    description: z.string(),
    entries: Count.optional().describe('Tools in it.'),
    bytes: Count.optional(),
    sha256: hash().optional().describe('`sha256:` of the bytes.'),
  })
  .meta({ id: 'DownloadLink' });

/** The entry point. */
export const ApiIndex = z.object({
  ...envelope('index'),
  title: z.string(),
  description: z.string(),
  licence: z
    .object({ id: z.string().describe('SPDX identifier.'), covers: z.string(), notCovered: z.string() })
    .describe('What may be done with the data.'),
  attribution: z.string(),
  totals: Counts.extend({
    servers: Count,
    serversWithTools: Count,
    byOutcome: z.record(z.string(), Count).describe('Servers by the outcome of the newest attempt.'),
  }),
  latestLaunchAt: moment().optional().describe('Start of the newest launch, RFC 3339.'),
  documents: z.array(DocumentLink),
  downloads: z.array(DownloadLink).describe('Files without a JSON Schema.'),
  templates: z.array(DocumentTemplate),
  schemas: z.array(z.object({ kind: z.string(), href: z.string() })),
});
export type ApiIndex = z.infer<typeof ApiIndex>;
