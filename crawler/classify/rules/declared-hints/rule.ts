import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Rule } from '../rule.ts';

/** Hints that are recorded as a facet when the server sets them; neither moves a level. */
const FACET_OF = { openWorldHint: 'open-world', idempotentHint: 'idempotent' } as const;

/** What the server itself declares about reach and repetition (MCP 2025-11-25, `ToolAnnotations`). Absent hints say nothing. */
export const declaredHints: Rule = ({ hints }) => ({
  facts: Object.entries(FACET_OF).flatMap(([hint, value]): Fact[] =>
    hints[hint] === true
      ? [
          {
            kind: 'reach',
            value,
            rule: 'declared-hints',
            certainty: 'likely',
            evidence: [{ field: `/annotations/${hint}`, quote: hint }],
          },
        ]
      : [],
  ),
});
