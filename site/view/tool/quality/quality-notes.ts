import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { backticks, ownBackticks } from '../../text/backticks.ts';
import type { Prose } from '../../text/prose.ts';
import { schemaTable } from '../schema-table.ts';
import { QUALITY_RULES } from './quality-rules.ts';

/** One thing that would make a definition easier to understand. */
export interface QualityNote {
  rule: string;
  notice: Prose;
  reason: Prose;
  fix: Prose;
}

/**
 * What could be clearer about a definition, by stated rules that look at nothing but the definition. How risky a tool is
 * plays no part, and no note changes a level.
 */
export function qualityNotes(definition: ToolDefinition): QualityNote[] {
  const parameters = schemaTable(definition.inputSchema ?? {});
  return QUALITY_RULES.flatMap(({ id, notice, reason, fix }) => {
    const said = notice({ ...definition, parameters });
    return said === undefined
      ? []
      : [{ rule: id, notice: backticks(`${said}.`), reason: ownBackticks(reason), fix: ownBackticks(fix) }];
  });
}
