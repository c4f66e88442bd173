import { z } from 'zod';
import { CLAIM_KINDS } from '../../catalog/model/entry-claim.ts';
import { EntryConflict } from '../../catalog/model/entry-conflict.ts';
import { OwnershipCheck } from '../../catalog/model/ownership.ts';
import { EntryStatus } from '../../catalog/model/registry-entry.ts';
import { MalformedTool } from '../../catalog/model/tool-definition.ts';
import { ApiLaunch, ApiOutcome, LastGoodList } from './api-launch.ts';
import { ApiPackage } from './api-package.ts';
import { ApiServerFinding, ApiTool } from './api-tool.ts';
import { Count, Counts } from './counts.ts';
import { envelope } from './envelope.ts';
import { PolicyFile } from './policy-file.ts';
import { moment } from './text-formats.ts';

/** What a server is called and where it stands; the list of servers has the same fields. */
export const identityFields = {
  slug: z.string().describe('The part of its addresses; unique.'),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().describe('May be empty.'),
  version: z.string().optional(),
  status: EntryStatus.exclude(['deleted']),
  url: z.string().describe('Its document.'),
  pageUrl: z.string().describe('Its page.'),
};

const OtherServer = z.object({
  slug: z.string(),
  name: z.string(),
  names: z.enum(CLAIM_KINDS).describe('What both name.'),
});

const Entry = z
  .object({
    registry: z.string().describe('Id, as in `registries`; `file` for files of the operator.'),
    nativeId: z.string().describe('Key of the record in that registry.'),
    status: EntryStatus,
    statusMessage: z.string().optional(),
    updatedAt: z.string().optional().describe('When the registry last changed it, as the registry says.'),
    listing: z.string().optional().describe('Its page at the registry, http or https.'),
    claimedName: z.string().optional().describe('The name that the package itself claims; nobody checked it.'),
    declaredTools: Count.optional().describe('How many tools it declares; a registry’s word, not the server’s.'),
    stars: Count.optional().describe('Stars of the repository, as the listing says.'),
    licence: z
      .string()
      .optional()
      .describe('Licence of the repository, as the listing says: an SPDX identifier or a name.'),
    attribution: z
      .object({ text: z.string(), url: z.string() })
      .optional()
      .describe('What must stand, as a link, wherever data of this registry is shown.'),
    standing: z
      .enum(['owner', 'claimant'])
      .describe('owner: something that it says of the server is proven. claimant: it only names something of it.'),
    joinedBy: z.enum(CLAIM_KINDS).optional().describe('What brought it together with the other entries.'),
  })
  .meta({ id: 'Entry', description: 'A registry’s record of the server.' });

/** The document of a server with all of its tools. */
export const ApiServer = z.object({
  ...envelope('server'),
  ...identityFields,
  statusMessage: z.string().optional(),
  websiteUrl: z.string().optional().describe('http or https.'),
  repositoryUrl: z.string().optional().describe('http or https.'),
  repositorySubfolder: z.string().optional(),
  firstSeenAt: moment().describe('RFC 3339.'),
  changedAt: moment().describe('When its record last changed, RFC 3339.'),
  packages: z.array(ApiPackage),
  remotes: z.array(z.object({ type: z.string(), url: z.string() })),
  entries: z.array(Entry),
  nameProven: z.boolean().describe('Whether a registry has checked that the owner of its name published it.'),
  ownership: z
    .array(OwnershipCheck)
    .describe('For each package, whether it says itself that it belongs to this server.'),
  conflicts: z.array(EntryConflict).describe('Fields on which its registries disagree, and who says what.'),
  others: z
    .array(OtherServer)
    .describe(
      'Other servers that name the same thing, with nothing to prove that they are this one; some of them, where they are many.',
    ),
  sameDescription: z.int().nonnegative().describe('How many other servers have the same description.'),
  formerSlugs: z.array(z.string()).describe('Slugs that lead to this server now.'),
  outcome: ApiOutcome.optional().describe('Absent for a server that nobody tried to launch, such as an imported one.'),
  launches: z.array(ApiLaunch).describe('The newest ones, newest first.'),
  lastGoodList: LastGoodList.optional(),
  malformed: z.array(MalformedTool).describe('Entries of the current list that were no tools.'),
  counts: Counts,
  similar: z
    .array(
      z.object({
        slug: z.string(),
        name: z.string(),
        shared: z
          .array(z.string())
          .describe('Words that the names of both servers’ tools share, the most telling first.'),
      }),
    )
    .describe('Servers whose tools are called alike, the nearest first.'),
  findings: z
    .array(ApiServerFinding)
    .describe('What the inspection of the whole catalogue says of the server, and of its tools by their names.'),
  legs: z
    .record(z.string(), z.array(z.string()))
    .describe('The tools that give each leg of the trifecta, by its name; legs that no tool has are left out.'),
  policy: PolicyFile.optional().describe('One policy for all tools. Absent when there are no tools.'),
  policyFiles: z
    .object({ recommended: z.string(), readOnly: z.string(), strict: z.string() })
    .optional()
    .describe('Policies for the whole server as files that can be saved as they are. Absent when there are no tools.'),
  tools: z.record(z.string(), ApiTool).describe('By exact name.'),
});
export type ApiServer = z.infer<typeof ApiServer>;
