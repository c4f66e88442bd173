import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import { cleanJson } from '../../../catalog/json-hygiene.ts';
import type { DeclaredTools } from '../../../catalog/model/declared-tools.ts';
import { parseDeclaredTools } from '../../../catalog/parse-declared-tools.ts';

/** How the catalogue writes one argument of a tool, instead of JSON Schema. */
const Argument = z.object({
  name: z.string().min(1).max(500),
  type: z.unknown().optional(),
  items: z.unknown().optional(),
  desc: z.unknown().optional(),
  optional: z.unknown().optional(),
});

/**
 * Reads a document of tools: `{name, description, arguments: [{name, type, desc, optional?}]}` for servers that were asked when
 * the catalogue was built, JSON Schema under `parameters` for tools that are containers.
 *
 * @throws Rejected when it is no list
 */
export function dockerTools(raw: unknown): DeclaredTools | undefined {
  if (!Array.isArray(raw)) throw new Rejected('it is no list');
  const unclean = cleanJson(raw);
  if (unclean !== undefined) throw new Rejected(`it ${unclean}`);
  return parseDeclaredTools((raw as unknown[]).map(withSchema));
}

function withSchema(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const { name, description, annotations, inputSchema, parameters, arguments: list } = raw as Record<string, unknown>;
  const schema = inputSchema ?? schemaOf(list) ?? realParameters(parameters);
  return { name, description, ...(annotations ? { annotations } : {}), ...(schema ? { inputSchema: schema } : {}) };
}

/** As a reader of the catalogue would write the arguments down; one that is no argument is left out. */
function schemaOf(list: unknown): Record<string, unknown> | undefined {
  if (!Array.isArray(list) || list.length > 500) return undefined;
  const read = list.flatMap((raw: unknown) => Argument.safeParse(raw).data ?? []);
  const properties = read.map(({ name, type, items, desc }): [string, object] => [
    name,
    {
      ...(typeof type === 'string' && type !== '' ? { type } : {}),
      ...(typeof items === 'object' && items !== null ? { items } : {}),
      ...(typeof desc === 'string' && desc !== '' ? { description: desc } : {}),
    },
  ]);
  // Older documents mark nothing as optional; then it is not known what is needed.
  const required = read.some(({ optional }) => optional === true)
    ? { required: read.filter(({ optional }) => optional !== true).map(({ name }) => name) }
    : {};
  return { type: 'object', properties: Object.fromEntries(properties), ...required };
}

/** Servers that are no container tools carry an empty shell of parameters. */
function realParameters(parameters: unknown): unknown {
  const { type } = (parameters ?? {}) as { type?: unknown };
  return type === 'object' ? parameters : undefined;
}
