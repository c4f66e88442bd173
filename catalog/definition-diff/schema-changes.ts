import type { DefinitionChange } from '../model/definition-change.ts';
import { change, isObject, keysOf, member, quoted, same, step, type Change } from './change.ts';

/** Schemas nested deeper than this are compared whole. */
const DEEPEST = 20;

/** Keywords that tell a reader something and restrict nothing. */
const TEXT_KEYWORDS: ReadonlySet<string> = new Set(['title', 'description', '$comment', 'examples', 'deprecated']);
/** Keywords that say which values are taken. */
const VALUE_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'enum const default format pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength ' +
    'minItems maxItems uniqueItems minProperties maxProperties contentEncoding contentMediaType'
  ).split(' '),
);

type Subject = DefinitionChange['subject'];

/** Where a schema stands: in which of the two, under which pointer, of which argument. */
interface Place {
  side: 'input' | 'output';
  field: string;
  /** `filter.name`; empty at the top. */
  argument: string;
  depth: number;
}

/** Changes of an input or output schema: arguments first, then what else differs. */
export function schemaChanges(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  side: 'input' | 'output',
): Change[] {
  return walk(before, after, { side, field: `/${side}Schema`, argument: '', depth: 0 });
}

function walk(before: Record<string, unknown>, after: Record<string, unknown>, place: Place): Change[] {
  if (same(before, after)) return [];
  return keysOf(before, after).flatMap((key): Change[] => {
    const [was, is] = [member(before, key), member(after, key)];
    if (same(was, is)) return [];
    const both = { was, is };
    if (key === 'properties' && isObject(was ?? {}) && isObject(is ?? {}))
      return propertyChanges(both, { before, after }, place);
    if (key === 'required') return requiredChanges({ before, after }, place);
    if (key === 'items' && isObject(was) && isObject(is) && place.depth < DEEPEST) {
      const argument = `${place.argument}[]`;
      return walk(was, is, { ...place, field: `${place.field}/items`, argument, depth: place.depth + 1 });
    }
    return [keywordChange(key, both, place)];
  });
}

interface Both {
  was: unknown;
  is: unknown;
}

interface Schemas {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

function propertyChanges({ was, is }: Both, schemas: Schemas, place: Place): Change[] {
  const [old, now] = [was ?? {}, is ?? {}] as [Record<string, unknown>, Record<string, unknown>];
  const needed = new Set(requiredOf(schemas.after));
  return keysOf(old, now).flatMap((name): Change[] => {
    const [before, after] = [member(old, name), member(now, name)];
    if (same(before, after)) return [];
    const field = `${place.field}/properties${step(name)}`;
    const argument = place.argument === '' ? name : `${place.argument}.${name}`;
    if (isObject(before) && isObject(after) && place.depth < DEEPEST)
      return walk(before, after, { ...place, field, argument, depth: place.depth + 1 });
    const required = before === undefined && needed.has(name);
    return [
      made(place, {
        field,
        subject: 'argument',
        severity: required ? 'medium' : 'low',
        name: nameOf(place.side, argument),
        before,
        after,
        ...(required ? { says: `${nameOf(place.side, argument)} is new and required` } : {}),
      }),
    ];
  });
}

/** Arguments that are in both and became required or optional; new and gone ones are told as such. */
function requiredChanges({ before, after }: Schemas, place: Place): Change[] {
  const [old, now] = [requiredOf(before), requiredOf(after)];
  const [had, has] = [propertiesOf(before), propertiesOf(after)];
  const stays = (name: string) => Object.hasOwn(had, name) === Object.hasOwn(has, name);
  const say = (name: string, required: boolean) =>
    made(place, {
      field: `${place.field}/required`,
      subject: 'argument-required',
      severity: required ? 'medium' : 'info',
      name: '',
      before: !required,
      after: required,
      says: `${nameOf(place.side, place.argument === '' ? name : `${place.argument}.${name}`)} is ${required ? 'required' : 'optional'} now`,
    });
  const [was, is] = [new Set(old), new Set(now)];
  return [
    ...now.filter((name) => !was.has(name) && stays(name)).map((name) => say(name, true)),
    ...old.filter((name) => !is.has(name) && stays(name)).map((name) => say(name, false)),
  ];
}

function keywordChange(key: string, { was, is }: Both, place: Place): Change {
  const of = place.argument === '' ? `the ${place.side} schema` : nameOf(place.side, place.argument);
  const subject: Subject =
    place.argument === ''
      ? 'input-schema'
      : key === 'type'
        ? 'argument-type'
        : TEXT_KEYWORDS.has(key)
          ? 'argument-text'
          : VALUE_KEYWORDS.has(key)
            ? 'argument-values'
            : 'input-schema';
  return made(place, {
    field: `${place.field}${step(key)}`,
    subject,
    severity: key === 'type' ? 'medium' : TEXT_KEYWORDS.has(key) || key.startsWith('$') ? 'info' : 'low',
    name: `${TEXT_KEYWORDS.has(key) && !key.startsWith('$') ? `the ${key}` : quoted(key)} of ${of}`,
    before: was,
    after: is,
  });
}

/** What a tool gives back commits its caller to nothing, so changes of that side are told and never weigh. */
function made(place: Place, parts: Parameters<typeof change>[0]): Change {
  return change(place.side === 'output' ? { ...parts, subject: 'output-schema', severity: 'info' } : parts);
}

const nameOf = (side: Place['side'], argument: string): string =>
  `${side === 'input' ? 'the argument' : 'the output field'} ${quoted(argument)}`;

const requiredOf = (schema: Record<string, unknown>): string[] => {
  const required = member(schema, 'required');
  return Array.isArray(required) ? [...new Set(required.filter((name) => typeof name === 'string'))] : [];
};

const propertiesOf = (schema: Record<string, unknown>): Record<string, unknown> => {
  const properties = member(schema, 'properties');
  return isObject(properties) ? properties : {};
};
