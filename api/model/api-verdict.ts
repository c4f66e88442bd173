import { z } from 'zod';
import { Category, Level } from '../../catalog/model/rubric.ts';
import { FacetName } from './api-tool.ts';
import { hash } from './text-formats.ts';

/** A line of a level's list: the shortest form of a verdict. */
export const ApiVerdict = z.object({
  server: z.string().describe('Name of the server.'),
  serverSlug: z.string(),
  name: z.string().describe('Exact name of the tool.'),
  classified: z.boolean().describe('false: nobody judged this definition yet.'),
  category: Category,
  level: Level,
  facets: z.array(FacetName),
  definitionHash: hash().describe('Of its present definition. Another hash is another definition.'),
  url: z.string().describe('The tool in the document of its server.'),
  pageUrl: z.string(),
});
export type ApiVerdict = z.infer<typeof ApiVerdict>;
