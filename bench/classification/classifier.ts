import type { Evidence } from '../../catalog/model/classification.ts';
import type { Category, Level } from '../../catalog/model/rubric.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';

/** What is scored of a verdict. */
export interface Verdict {
  category: Category;
  level: Level;
  facets: readonly string[];
  evidence: readonly Evidence[];
  /** `true` where those who looked contradict each other. */
  disputed?: boolean;
}

/** A way to judge tools; verdicts come in the order of the definitions, one each. */
export interface Classifier {
  /** Names the configuration in the results. */
  name: string;
  version: string;
  judge(definitions: readonly ToolDefinition[]): AsyncIterable<Verdict>;
}
