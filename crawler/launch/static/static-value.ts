import { isNode, propertiesOf, resolved, type Names, type SyntaxNode } from './syntax.ts';

/** Says that a value is not known before the program runs. */
export const UNKNOWN = Symbol('unknown');

const DEPTH = 40;

/** The value of an expression that stands in the code as it is: a JSON value, or {@link UNKNOWN} for anything else. */
export function staticValue(node: unknown, names: Names, budget = { nodes: 20_000 }, depth = 0): unknown {
  const at = resolved(node, names);
  if (at === undefined || depth > DEPTH || --budget.nodes < 0) return UNKNOWN;
  const inner = (value: unknown) => staticValue(value, names, budget, depth + 1);
  switch (at.type) {
    case 'Literal':
      return ['string', 'number', 'boolean'].includes(typeof at['value']) || at['raw'] === 'null'
        ? at['value']
        : UNKNOWN;
    case 'TemplateLiteral':
      return templateText(at) ?? UNKNOWN;
    case 'UnaryExpression': {
      const value = at['operator'] === '-' ? inner(at['argument']) : UNKNOWN;
      return typeof value === 'number' ? -value : UNKNOWN;
    }
    case 'BinaryExpression': {
      if (at['operator'] !== '+') return UNKNOWN;
      const [left, right] = [inner(at['left']), inner(at['right'])];
      return typeof left === 'string' && typeof right === 'string' ? left + right : UNKNOWN;
    }
    case 'ArrayExpression': {
      const values = (at['elements'] as unknown[]).map(inner);
      return values.includes(UNKNOWN) ? UNKNOWN : values;
    }
    case 'ObjectExpression': {
      const known = propertiesOf(at);
      // A spread or a computed name could add or replace anything.
      if (known.size !== (at['properties'] as unknown[]).length) return UNKNOWN;
      const entries = [...known].map(([key, value]) => [key, inner(value)] as const);
      return entries.some(([, value]) => value === UNKNOWN) ? UNKNOWN : Object.fromEntries(entries);
    }
    default:
      return UNKNOWN;
  }
}

/** A text that stands in the code as it is. */
export function staticText(node: unknown, names: Names): string | undefined {
  const value = staticValue(node, names, { nodes: 200 });
  return typeof value === 'string' ? value : undefined;
}

function templateText(node: SyntaxNode): string | undefined {
  const [quasi, ...others] = (node['quasis'] as unknown[]).filter(isNode);
  if (quasi === undefined || others.length > 0) return undefined;
  const cooked = (quasi['value'] as { cooked?: unknown } | undefined)?.cooked;
  return typeof cooked === 'string' ? cooked : undefined;
}
