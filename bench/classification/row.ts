import { z } from 'zod';
import { Category, Level } from '../../catalog/model/rubric.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';

/** What a tool is by the rubric, as readers labelled it. */
export const Label = z.object({
  category: Category,
  level: Level,
  facets: z.array(z.string()),
});
export type Label = z.infer<typeof Label>;

/** What the author's hints say, where they say anything definite. */
export type Hint = 'reads' | 'does not only read';

/** A tool of a labelled file. */
export interface Row {
  /** The same in every run: the definition hash, with the server where a file may hold one definition twice. */
  key: string;
  server: string;
  tool: ToolDefinition;
  label?: Label | undefined;
  /** How sure the readers were of the label: 3 clear, 2 likely, 1 a coin toss. */
  sure?: number | undefined;
  /** The two readings before they were made one, where a file keeps them. */
  readings?: readonly [Label, Label] | undefined;
  hint?: Hint | undefined;
}
