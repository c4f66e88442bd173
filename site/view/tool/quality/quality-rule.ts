import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import type { SchemaTable } from '../schema-table.ts';

/** What a rule looks at. */
export interface Definition extends ToolDefinition {
  /** Its parameters as the page lists them. */
  parameters: SchemaTable;
}

/**
 * A rule about how well a definition can be understood. It says nothing of risk: no rule here has a severity, and none is
 * read by the classifier.
 */
export interface QualityRule {
  id: string;
  /** What was noticed, with names between backticks and no full stop; `undefined` when nothing is to be said. */
  notice: (definition: Definition) => string | undefined;
  /** Why it matters to whoever calls the tool. */
  reason: string;
  /** What its author can do. */
  fix: string;
}
