import type { QualityRule } from './quality-rule.ts';

/** The hints of the Model Context Protocol (schema, ToolAnnotations). */
const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

export const hintRules: readonly QualityRule[] = [
  {
    id: 'no-annotations',
    notice: ({ annotations = {} }) =>
      HINTS.some((hint) => Object.hasOwn(annotations, hint)) ? undefined : 'None of the protocol’s hints is declared',
    reason:
      'By the protocol’s defaults such a tool may destroy data and reach the open world, and clients ask or refuse accordingly.',
    fix: 'Declare `readOnlyHint`, and where the tool writes, `destructiveHint`, `idempotentHint` and `openWorldHint`.',
  },
  {
    id: 'contradictory-annotations',
    notice({ annotations = {} }) {
      if (annotations['readOnlyHint'] !== true) return undefined;
      return annotations['destructiveHint'] === true
        ? 'It is declared both read-only (`readOnlyHint`) and destructive (`destructiveHint`)'
        : undefined;
    },
    reason: 'Clients read one of the two, and not the same one.',
    fix: 'Declare `destructiveHint` only where `readOnlyHint` is false: the protocol gives it a meaning only there.',
  },
  {
    id: 'annotation-of-wrong-type',
    notice({ annotations = {} }) {
      const wrong = HINTS.filter((hint) => Object.hasOwn(annotations, hint) && typeof annotations[hint] !== 'boolean');
      return wrong.length === 0
        ? undefined
        : `${wrong.map((hint) => `\`${hint}\``).join(', ')} ${wrong.length === 1 ? 'is' : 'are'} not true or false`;
    },
    reason: 'Clients that check what they receive ignore the hint, or refuse the tool.',
    fix: 'Declare hints as `true` or `false`.',
  },
];
