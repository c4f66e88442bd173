/** A node of a syntax tree (ESTree), as far as all have it in common. */
export interface SyntaxNode {
  type: string;
  [field: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Wrappers that change nothing about a value. */
const WRAPPERS = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'ParenthesizedExpression']);

/** What a file calls its values; a name with two of them means nothing here. */
export type Names = Map<string, SyntaxNode | undefined>;

/** The value that an expression stands for: without wrappers, and with names looked up in the same file. */
export function resolved(node: unknown, names: Names): SyntaxNode | undefined {
  let at = node;
  for (let step = 0; step < 20 && isNode(at); step++) {
    if (WRAPPERS.has(at.type)) at = at['expression'];
    else if (at.type === 'Identifier' && names.get(String(at['name'])) !== undefined)
      at = names.get(String(at['name']));
    else return at;
  }
  return undefined;
}

/** The name of a property or of a member, when it stands in the code. */
export function keyOf(node: SyntaxNode, field: 'key' | 'property'): string | undefined {
  const key = node[field];
  if (!isNode(key)) return undefined;
  if (key.type === 'Identifier' && node['computed'] !== true) return String(key['name']);
  return key.type === 'Literal' && typeof key['value'] === 'string' ? key['value'] : undefined;
}

/** The properties of an object literal that have a static name; the first of a name counts. */
export function propertiesOf(node: SyntaxNode): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const property of (node['properties'] as unknown[]).filter(isNode)) {
    const key = property.type === 'Property' ? keyOf(property, 'key') : undefined;
    if (key !== undefined && !found.has(key)) found.set(key, property['value']);
  }
  return found;
}
