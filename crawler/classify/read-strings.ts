import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { pointerSegment } from './quote.ts';
import type { Field, FieldRole } from './reading.ts';

/** Bounds of what is read; a definition beyond them is Unclassified. The largest real ones stay below a hundredth. */
const LIMITS = { nodes: 200_000, characters: 8_000_000, depth: 120, pointer: 4_000 };

interface Visit {
  value: unknown;
  pointer: string;
  depth: number;
  key: string;
  /** `true` below `properties` and its like, where member names are names of arguments. */
  names: boolean;
  root: 'input' | 'output' | 'annotation';
}

/** Members of a JSON schema whose own members are names that the author chose. */
const NAME_MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** Every string and member name of a definition, in document order, or why it is too large to be read whole. */
export function readStrings(definition: ToolDefinition): { fields: Field[]; incomplete?: string } {
  const fields: Field[] = [];
  let characters = 0;
  const add = (role: FieldRole, pointer: string, text: string, isName: boolean) => {
    characters += text.length;
    fields.push({ role, pointer, text, isName });
  };
  add('name', '/name', definition.name, false);
  if (definition.title !== undefined) add('title', '/title', definition.title, false);
  if (definition.description !== undefined) add('description', '/description', definition.description, false);
  const pending: Visit[] = [
    { value: definition.annotations, key: 'annotations', root: 'annotation' as const },
    { value: definition.outputSchema, key: 'outputSchema', root: 'output' as const },
    { value: definition.inputSchema, key: 'inputSchema', root: 'input' as const },
  ].map((top) => ({ ...top, pointer: `/${top.key}`, depth: 1, names: false }));
  let nodes = 0;
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    nodes++;
    const { value, pointer, root } = visit;
    if (nodes > LIMITS.nodes || characters > LIMITS.characters) return { fields, incomplete: 'it is too large' };
    if (visit.depth > LIMITS.depth || pointer.length > LIMITS.pointer) {
      return { fields, incomplete: 'its schema is nested too deeply' };
    }
    if (typeof value === 'string') add(stringRole(visit), pointer, value, false);
    if (typeof value !== 'object' || value === null) continue;
    if (nodes + pending.length + Object.keys(value).length > LIMITS.nodes) {
      return { fields, incomplete: 'it is too large' };
    }
    for (const [key, child] of Object.entries(value).toReversed()) {
      const names = NAME_MAPS.has(visit.key) && !visit.names;
      pending.push({
        value: child,
        pointer: `${pointer}/${pointerSegment(key)}`,
        depth: visit.depth + 1,
        key,
        names,
        root,
      });
    }
    if (visit.names && !Array.isArray(value)) add(nameRole(root), pointer, visit.key, true);
  }
  return characters > LIMITS.characters ? { fields, incomplete: 'it is too large' } : { fields };
}

function nameRole(root: Visit['root']): FieldRole {
  return root === 'output' ? 'output-name' : 'parameter-name';
}

function stringRole({ root, key, pointer }: Visit): FieldRole {
  if (root === 'annotation') return pointer === '/annotations/title' ? 'title' : 'annotation';
  if (key === 'description' || key === 'title') return root === 'output' ? 'output-text' : 'parameter-text';
  return root === 'output' ? 'output-text' : 'value';
}
