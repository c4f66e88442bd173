import { z } from 'zod';
import { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { LabelledPackage } from './packages.ts';
import { SHARES } from './draw.ts';

/** A line of data/labelled/tools.jsonl: a definition as its server listed it, and where it is from. */
export const LabelledTool = z.strictObject({
  /** The definition hash. */
  id: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  ...LabelledPackage.pick({ server: true, package: true, version: true, licence: true, repository: true }).shape,
  /** How it came into the sample, see draw.ts. */
  drawn: z.enum(SHARES),
  definition: ToolDefinition,
});
export type LabelledTool = z.infer<typeof LabelledTool>;
