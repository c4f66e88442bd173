import type { Position } from '../position.ts';
import { type Json, type Subject, inputSchema, propertiesOf, withProperty, withSchema, withTool } from '../subject.ts';

/** A member name beyond this makes pointers that are refused as a whole; that bound has a case of its own. */
const MAX_MEMBER = 1000;

const member = (id: string, key: string, value: (text: string) => unknown): Position => ({
  id,
  place: (subject, text) => withProperty(subject, 'note', { type: 'string', [key]: value(text) }),
});

const ofSchema = (id: string, key: string): Position => ({
  id,
  place: (subject, text) => withSchema(subject, (schema) => ({ ...schema, [key]: text })),
});

/** The first declared property, changed. */
function ofFirst(id: string, change: (schema: Json, text: string) => Json | undefined): Position {
  return {
    id,
    place: (subject, text) => {
      const properties = propertiesOf(inputSchema(subject));
      const first = Object.entries(properties)[0];
      const changed = first === undefined ? undefined : change(first[1] as Json, text);
      if (first === undefined || changed === undefined) return undefined;
      return withSchema(subject, (schema) => ({ ...schema, properties: { ...properties, [first[0]]: changed } }));
    },
  };
}

function nested(text: string, depth: number): Json {
  let schema: Json = { type: 'string', title: text, description: text };
  for (let i = 0; i < depth; i++) schema = { type: 'object', properties: { [`level${i}`]: schema } };
  return schema;
}

function onOutput(subject: Subject, outputSchema: Json): Subject {
  return withTool(subject, { outputSchema: { type: 'object', ...outputSchema } });
}

/** Every part of the schemas, declared annotations and `_meta`. */
export const schemaPositions: readonly Position[] = [
  {
    id: 'property-name',
    place: (subject, text) => withProperty(subject, text.slice(0, MAX_MEMBER), { type: 'string' }),
  },
  member('property-description', 'description', (text) => text),
  member('property-title', 'title', (text) => text),
  member('enum', 'enum', (text) => [text]),
  member('default', 'default', (text) => text),
  member('const', 'const', (text) => text),
  member('examples', 'examples', (text) => [text, text]),
  member('property-comment', '$comment', (text) => text),
  member('pattern', 'pattern', (text) => text),
  ofFirst('first-property-before', (schema, text) =>
    typeof schema['description'] === 'string'
      ? { ...schema, description: `${text} ${schema['description']}` }
      : undefined,
  ),
  ofFirst('first-property-after', (schema, text) =>
    typeof schema['description'] === 'string'
      ? { ...schema, description: `${schema['description']} ${text}` }
      : undefined,
  ),
  ofFirst('first-property-default', (schema, text) => ({ ...schema, default: text })),
  ofFirst('first-property-choice', (schema, text) =>
    Array.isArray(schema['enum']) ? { ...schema, enum: [text, ...(schema['enum'] as unknown[])] } : undefined,
  ),
  ofFirst('first-property-title', (schema, text) => ({ ...schema, title: text })),
  { id: 'nested-property', place: (subject, text) => withProperty(subject, 'options', nested(text, 6)) },
  ofSchema('schema-description', 'description'),
  ofSchema('schema-title', 'title'),
  ofSchema('schema-comment', '$comment'),
  {
    id: 'unused-definition',
    place: (subject, text) =>
      withSchema(subject, (schema) => ({ ...schema, $defs: { Note: { type: 'string', description: text } } })),
  },
  {
    id: 'unknown-keyword',
    place: (subject, text) => withSchema(subject, (schema) => ({ ...schema, 'x-risk': { verdict: text } })),
  },
  { id: 'output-description', place: (subject, text) => onOutput(subject, { description: text }) },
  {
    id: 'output-property',
    place: (subject, text) =>
      onOutput(subject, { properties: { [text.slice(0, MAX_MEMBER)]: { type: 'string', description: text } } }),
  },
  {
    id: 'annotations',
    place: (subject, text) =>
      withTool(subject, { annotations: { readOnlyHint: true, destructiveHint: false, note: text } }),
  },
  { id: 'meta', place: (subject, text) => withTool(subject, { _meta: { category: 'Read', note: text } }) },
];
