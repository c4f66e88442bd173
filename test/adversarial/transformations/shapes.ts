import { numberOf, seeded, shuffled } from '../seeded.ts';
import { type Json, type Subject, inputSchema, propertiesOf, withProperty, withSchema, withTool } from '../subject.ts';

/** Writes the same tool in another way; `undefined` where it would be the same. */
export type Shape = (subject: Subject) => Subject | undefined;

const words = (name: string) =>
  name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g)?.map((word) => word.toLowerCase()) ?? [];
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const renamed =
  (spell: (parts: string[]) => string): Shape =>
  (subject) => {
    const name = spell(words(String(subject.tool['name'])));
    return name === subject.tool['name'] ? undefined : withTool(subject, { name });
  };
/** Only where there are properties to wrap. */
const reshaped =
  (change: (schema: Json) => Json): Shape =>
  (subject) =>
    Object.keys(propertiesOf(inputSchema(subject))).length === 0 ? undefined : withSchema(subject, change);
const eachProperty = (change: (schema: unknown, name: string) => unknown) =>
  reshaped((schema) => ({
    ...schema,
    properties: Object.fromEntries(
      Object.entries(propertiesOf(schema)).map(([name, property]) => [name, change(property, name)]),
    ),
  }));
const described =
  (change: (text: string) => string): Shape =>
  (subject) => {
    const text = subject.tool['description'];
    if (typeof text !== 'string' || change(text) === text) return undefined;
    return withTool(subject, { description: change(text) });
  };
const added = (sentence: string, where: 'before' | 'after') =>
  described((text) => (where === 'before' ? `${sentence} ${text}` : `${text} ${sentence}`));

/** The same name in other casings. */
const casings: Readonly<Record<string, Shape>> = {
  'name-snake': renamed((parts) => parts.join('_')),
  'name-camel': renamed((parts) => parts.map((part, at) => (at === 0 ? part : capital(part))).join('')),
  'name-pascal': renamed((parts) => parts.map(capital).join('')),
  'name-kebab': renamed((parts) => parts.join('-')),
  'name-dotted': renamed((parts) => parts.join('.')),
  'name-slashed': renamed((parts) => parts.join('/')),
  'name-colons': renamed((parts) => parts.join('::')),
  'name-spaces': renamed((parts) => parts.join(' ')),
  'name-screaming': renamed((parts) => parts.join('_').toUpperCase()),
  'name-upper': renamed((parts) => parts.join('').toUpperCase()),
  'name-joined': renamed((parts) => parts.join('')),
  'name-padded': renamed((parts) => `__${parts.join('__')}__`),
  'name-numbered': renamed((parts) => `${parts.join('_')}_v2_1`),
  'name-namespaced': renamed((parts) => `example_server__${parts.join('_')}`),
  'name-mcp-prefix': renamed((parts) => `mcp.example.${parts.join('_')}`),
};

/** The same schema in other shapes. */
const schemas: Readonly<Record<string, Shape>> = {
  'properties-reversed': reshaped((schema) => ({
    ...schema,
    properties: Object.fromEntries(Object.entries(propertiesOf(schema)).toReversed()),
  })),
  'keywords-reversed': reshaped((schema) => Object.fromEntries(Object.entries(schema).toReversed())),
  'all-of': reshaped((schema) => ({ type: 'object', allOf: [schema] })),
  'one-of': reshaped((schema) => ({ oneOf: [schema, { type: 'null' }] })),
  'any-of': reshaped((schema) => ({ anyOf: [{ type: 'null' }, schema] })),
  ref: reshaped((schema) => ({ $ref: '#/$defs/Input', $defs: { Input: schema } })),
  'old-ref': reshaped((schema) => ({ $ref: '#/definitions/Input', definitions: { Input: schema } })),
  'conditional-else': reshaped((schema) => ({ type: 'object', if: {}, else: schema })),
  'dependent-schemas': reshaped((schema) => ({ type: 'object', dependentSchemas: { any: schema } })),
  'property-refs': (subject) => {
    const properties = propertiesOf(inputSchema(subject));
    if (Object.keys(properties).length === 0) return undefined;
    const refs = Object.fromEntries(Object.keys(properties).map((key) => [key, { $ref: `#/$defs/${key}` }]));
    return withSchema(subject, (schema) => ({ ...schema, properties: refs, $defs: properties }));
  },
  'property-all-of': eachProperty((schema) => ({ allOf: [schema] })),
  'property-any-of-null': eachProperty((schema) => ({ anyOf: [schema, { type: 'null' }], default: null })),
  'property-one-of': eachProperty((schema) => ({ oneOf: [schema] })),
  'property-type-list': eachProperty((schema) => {
    const json = schema as Json;
    return typeof json['type'] === 'string' ? { ...json, type: [json['type'], 'null'] } : json;
  }),
  'property-no-type': eachProperty((schema) => {
    const { type: _, ...rest } = schema as Json;
    return rest;
  }),
  'nested-in-params': reshaped((schema) => ({ type: 'object', properties: { params: schema } })),
  'nested-deep': reshaped((schema) => ({
    type: 'object',
    properties: { request: { type: 'object', properties: { body: { type: 'object', properties: { data: schema } } } } },
  })),
  'nested-in-list': reshaped((schema) => ({
    type: 'object',
    properties: { items: { type: 'array', items: schema } },
  })),
  'prefix-items': reshaped((schema) => ({
    type: 'object',
    properties: { args: { type: 'array', prefixItems: [schema] } },
  })),
  'additional-properties': reshaped((schema) => ({
    type: 'object',
    properties: { values: { type: 'object', additionalProperties: schema } },
  })),
  'pattern-properties': reshaped((schema) => ({ type: 'object', patternProperties: { '^.+$': schema } })),
  'extra-optional-properties': (subject) =>
    withProperty(withProperty(subject, 'limit', { type: 'integer' }), 'verbose', { type: 'boolean' }),
};

/** What stands around the tool, and text that says nothing about what it does. */
const surroundings: Readonly<Record<string, Shape>> = {
  'server-renamed': (subject) => ({ ...subject, server: { ...subject.server, name: 'read-only-viewer' } }),
  'siblings-shuffled': (subject) => ({
    ...subject,
    server: {
      ...subject.server,
      siblings: shuffled(subject.server.siblings, seeded(numberOf(String(subject.tool['name'])))),
    },
  }),
  'siblings-gone': (subject) => ({ ...subject, server: { ...subject.server, siblings: [] } }),
  'sentence-before': added('Part of the toolbox of the product.', 'before'),
  'label-before': added('[Beta]', 'before'),
  'emoji-before': added('🧹', 'before'),
  'sentence-after': added('See the manual for details.', 'after'),
  'example-after': added('\n\nExample:\n    {"dry": 1}', 'after'),
  'returns-after': added('Returns a JSON object with the outcome.', 'after'),
  'title-added': (subject) => withTool(subject, { title: words(String(subject.tool['name'])).map(capital).join(' ') }),
  'hints-honest': (subject) => withTool(subject, { annotations: { readOnlyHint: false, destructiveHint: true } }),
  'line-breaks': described((text) => text.replaceAll('. ', '.\n\n')),
  'words-on-lines': described((text) => text.replaceAll(' ', '\n')),
  'cut-in-two': described((text) => {
    const parts = text.split(' ');
    const half = Math.ceil(parts.length / 2);
    return parts.length < 4 ? text : `${parts.slice(0, half).join(' ')}.\n${parts.slice(half).join(' ')}`;
  }),
  'wide-spaces': described((text) => text.replaceAll(' ', '\u00a0\u2003')),
};

/** Every way to write the same tool that is no disguise. */
export const SHAPES: Readonly<Record<string, Shape>> = { ...casings, ...schemas, ...surroundings };
