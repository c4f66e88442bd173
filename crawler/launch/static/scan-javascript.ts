import { parseSync } from 'oxc-parser';
import type { SourceFile } from './read-sources.ts';
import { staticText, staticValue, UNKNOWN } from './static-value.ts';
import { isNode, keyOf, propertiesOf, resolved, type Names, type SyntaxNode } from './syntax.ts';
import { inputSchemaOf } from './zod-schema.ts';

/** Nodes of one file that are looked at; the largest bundles have some hundred thousand. */
const NODES = 3_000_000;
/** What servers call their tools; anything else of this form is more likely something else. */
const NAME = /^[A-Za-z0-9][\w./-]{0,127}$/;
const SCHEMA_KEYS = ['inputSchema', 'input_schema', 'parameters'];

/**
 * Finds tools in a file of JavaScript or TypeScript: calls `x.tool("name", …)`, `x.registerTool("name", {…})`,
 * `x.addTool({…})`, and object literals with a name and an input schema. Only what stands there as a constant.
 *
 * @returns raw definitions in the order of the code; none for a file that cannot be parsed
 */
export function scanJavascript({ path, text }: SourceFile): object[] {
  const { program } = parseSync(path, text);
  const nodes = nodesOf(program);
  const names = namesOf(nodes);
  return nodes.flatMap((node) => {
    const tool = node.type === 'CallExpression' ? calledTool(node, names) : literalTool(node, names);
    return tool ?? [];
  });
}

/** All nodes, parents before children, without recursion: trees of a hostile file are as deep as it likes. */
function nodesOf(program: unknown): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const pending: unknown[] = [program];
  while (pending.length > 0 && found.length < NODES) {
    const next = pending.pop();
    if (Array.isArray(next)) for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);
    else if (isNode(next)) {
      found.push(next);
      const fields = Object.values(next);
      for (let i = fields.length - 1; i >= 0; i--) if (typeof fields[i] === 'object') pending.push(fields[i]);
    }
  }
  return found;
}

function namesOf(nodes: readonly SyntaxNode[]): Names {
  const names: Names = new Map();
  for (const { type, id, init } of nodes) {
    if (type !== 'VariableDeclarator' || !isNode(id) || id.type !== 'Identifier' || !isNode(init)) continue;
    const name = String(id['name']);
    names.set(name, names.has(name) ? undefined : init);
  }
  return names;
}

function calledTool(node: SyntaxNode, names: Names): object | undefined {
  const { callee } = node;
  const method = isNode(callee) && callee.type === 'MemberExpression' ? keyOf(callee, 'property') : undefined;
  if (method !== 'tool' && method !== 'registerTool' && method !== 'addTool') return undefined;
  const [first, ...rest] = node['arguments'] as unknown[];
  const name = staticText(first, names);
  // `addTool({…})` is found as the literal that it is given.
  if (name === undefined || !NAME.test(name)) return undefined;
  if (method === 'tool') {
    const description = staticText(rest[0], names);
    const others = description === undefined ? rest : rest.slice(1);
    return { name, description, inputSchema: inputSchemaOf(others[0], names) };
  }
  const config = resolved(rest[0], names);
  if (config?.type !== 'ObjectExpression') return { name, description: staticText(rest[0], names) };
  return described(name, propertiesOf(config), names);
}

function literalTool(node: SyntaxNode, names: Names): object | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const properties = propertiesOf(node);
  const name = properties.has('name') ? staticText(properties.get('name'), names) : undefined;
  if (name === undefined || !NAME.test(name) || !properties.has('description')) return undefined;
  return SCHEMA_KEYS.some((key) => properties.has(key)) ? described(name, properties, names) : undefined;
}

function described(name: string, properties: Map<string, unknown>, names: Names): object {
  const schema = SCHEMA_KEYS.find((key) => properties.has(key));
  const annotations = properties.has('annotations') ? staticValue(properties.get('annotations'), names) : UNKNOWN;
  return {
    name,
    title: staticText(properties.get('title'), names),
    description: staticText(properties.get('description'), names),
    inputSchema: schema === undefined ? undefined : inputSchemaOf(properties.get(schema), names),
    ...(annotations === UNKNOWN ? {} : { annotations }),
  };
}
