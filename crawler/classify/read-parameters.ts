import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { exampleParameters } from './example-parameters.ts';
import { pointerSegment } from './quote.ts';
import type { Parameter } from './reading.ts';
import { fold } from './text/fold.ts';
import { nameWords } from './text/words.ts';

type Json = Record<string, unknown>;

/** Where a schema holds further schemas that apply to the same value. */
const COMBINERS = ['anyOf', 'oneOf', 'allOf'] as const;
/** The same for lists, for maps by name, and for one schema by itself; JSON Schema 2020-12 and its drafts. */
const LISTS = [...COMBINERS, 'prefixItems', 'items'] as const;
const MAPS = ['patternProperties', 'dependentSchemas', 'dependencies'] as const;
const DEFINITIONS = ['$defs', 'definitions'] as const;
const SINGLES = [
  'items', 'additionalProperties', 'additionalItems', 'unevaluatedProperties', 'unevaluatedItems', 'contains',
  'propertyNames', 'not', 'if', 'then', 'else',
] as const; // prettier-ignore
const MOST_REFS = 8;
/** A pattern that is a list of words, each end marked. */
const ALTERNATIVES = /^\^\(?(?:\?:)?([\w-]{1,60}(?:\|[\w-]{1,60}){1,99})\)?\$$/;
const LONGEST_PATTERN = 4000;
/** Arguments that select what is done, in whose examples verbs are values to choose. */
const SELECTORS = /^(?:action|operation|op|method|verb|action_?type|operation_?type)$/i;
const IDENTIFIER = /^[A-Za-z][\w.-]{0,60}$/;
const MOST_EXAMPLES = 100;
/** `name: …`, `- name (type) *required*: …`, at the start of a line or behind a full stop. */
const LABEL =
  /(?:\n[ \t]{0,40}|^[ \t]{0,4}|\. {1,4})(?:[-*•] {1,4})?[`*]{0,3}([A-Za-z_][A-Za-z0-9_]{0,60})[`*]{0,3} {0,4}(?:\([^)\n]{0,120}\))?(?: \*required\*)? {0,4}(?::|[-–] ) */g;
const ARGUMENT_HEADING = /(?:^|\n|\s)[*#_ \t]{0,4}(?:args|arguments|parameters|params|inputs?|参数)[*_ \t]{0,4}:/i;
const END_HEADING = /\n[ \t*#_]{0,8}(?:returns?|raises|examples?|yields|output|notes?|see also|返回)[*_ \t]{0,4}:/i;

/**
 * The arguments of a tool: those of its input schema, nested ones included, with what the description says of them where
 * the schema says nothing, and those that only the description documents or shows in an example. The caller has bounded the schema.
 */
export function readParameters(definition: ToolDefinition): Parameter[] {
  const documented = documentedParameters(definition.description ?? '');
  const declared = declaredParameters(definition.inputSchema);
  if (declared.length === 0 && documented.length === 0) return exampleParameters(definition.description ?? '');
  if (declared.length === 0) return documented;
  const texts = new Map(documented.map(({ name, description }) => [name, description]));
  const names = new Set(declared.map(({ name }) => name));
  return [
    ...declared.map((parameter) =>
      parameter.description === ''
        ? { ...parameter, description: texts.get(parameter.name) ?? '', textField: '/description' }
        : parameter,
    ),
    ...documented.filter(({ name }) => !names.has(name)),
  ];
}

function declaredParameters(root: Json | undefined): Parameter[] {
  const found: Parameter[] = [];
  const visited = new Set<string>();
  const pending = [{ schema: root as unknown, pointer: '/inputSchema' }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const { schema, pointer } = item;
    if (!isJson(schema) || visited.has(pointer)) continue;
    visited.add(pointer);
    for (const list of LISTS) {
      const parts = schema[list];
      if (Array.isArray(parts)) {
        parts.forEach((part, i) => pending.push({ schema: part, pointer: `${pointer}/${list}/${i}` }));
      }
    }
    for (const map of MAPS) pending.push(...partsOf(schema, map, pointer));
    for (const single of SINGLES) pending.push({ schema: schema[single], pointer: `${pointer}/${single}` });
    if (schema['$ref'] !== undefined || schema['$dynamicRef'] !== undefined) pending.push(...targets(schema, root));
    for (const [key, part] of Object.entries(isJson(schema['properties']) ? schema['properties'] : {})) {
      const at = `${pointer}/properties/${pointerSegment(key)}`;
      const parameter = declaredParameter(key, part, at, root);
      found.push(parameter, ...shownChoices(parameter, part, at, root));
      pending.push({ schema: part, pointer: at });
    }
  }
  return found;
}

/** Definitions are arguments only where something refers to them; a reference that leads nowhere may mean any of them. */
function targets(schema: Json, root: Json | undefined): { schema: unknown; pointer: string }[] {
  const referred = referredTo(schema, root);
  if (referred.schema !== schema) return [referred];
  return root === undefined ? [] : DEFINITIONS.flatMap((map) => partsOf(root, map, '/inputSchema'));
}

function partsOf(schema: Json, map: string, pointer: string): { schema: unknown; pointer: string }[] {
  return Object.entries(isJson(schema[map]) ? schema[map] : {}).map(([key, part]) => ({
    schema: part,
    pointer: `${pointer}/${map}/${pointerSegment(key)}`,
  }));
}

function declaredParameter(name: string, schema: unknown, pointer: string, root: Json | undefined): Parameter {
  const own = isJson(schema) ? schema : {};
  const referred = referredTo(own, root);
  const json = referred.schema;
  const types = [own['type'] ?? json['type']].flat().filter((type) => typeof type === 'string');
  const told = [own, json].findIndex((part) => typeof part['description'] === 'string');
  const description = [own, json][told]?.['description'];
  return {
    name,
    words: nameWords(name.slice(0, 200)),
    description: typeof description === 'string' ? description : '',
    textField: `${told === 1 ? referred.pointer : pointer}/description`,
    evidence:
      typeof schema === 'string'
        ? // A string at the pointer would be searched instead of the member's name, so the object around it is quoted.
          { field: pointer.slice(0, pointer.lastIndexOf('/')), quote: JSON.stringify(name) }
        : { field: pointer, quote: name.slice(0, 200) },
    types,
    choices: [...choicesOf(own, pointer), ...(json === own ? [] : choicesOf(json, referred.pointer))],
  };
}

/** The schema that a local `$ref` leads to, through a few more; the schema itself where there is none. */
function referredTo(schema: Json, root: Json | undefined): { schema: Json; pointer: string } {
  let found = { schema, pointer: '' };
  for (let step = 0; step < MOST_REFS; step++) {
    const ref = found.schema['$ref'];
    if (typeof ref !== 'string' || !ref.startsWith('#/') || root === undefined) break;
    let target: unknown = root;
    for (const segment of ref.slice(2, 1000).split('/')) {
      const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
      target = isJson(target) && Object.hasOwn(target, key) ? target[key] : undefined;
    }
    if (!isJson(target)) break;
    found = { schema: target, pointer: `/inputSchema/${ref.slice(2)}` };
  }
  return found;
}

/**
 * The examples of an argument that selects what is done, as an argument to choose from beside the free one: verbs there are
 * offered, be the list complete or not. Examples of any other argument are no choices, since it may hold anything.
 */
function shownChoices(parameter: Parameter, schema: unknown, pointer: string, root: Json | undefined): Parameter[] {
  if (!SELECTORS.test(parameter.name) || parameter.choices.length > 0 || !isJson(schema)) return [];
  const referred = referredTo(schema, root);
  const at = Array.isArray(schema['examples']) ? pointer : referred.pointer;
  const examples = schema['examples'] ?? referred.schema['examples'];
  if (!Array.isArray(examples)) return [];
  const choices = examples
    .slice(0, MOST_EXAMPLES)
    .flatMap((value, i) =>
      typeof value === 'string' && IDENTIFIER.test(value)
        ? [{ value, evidence: { field: `${at}/examples/${i}`, quote: value } }]
        : [],
    );
  return choices.length === 0 ? [] : [{ ...parameter, description: '', choices }];
}

function choicesOf(schema: Json, pointer: string): Parameter['choices'] {
  const choices: Parameter['choices'] = [];
  const add = (value: unknown, field: string) => {
    if (typeof value === 'string' && value !== '')
      choices.push({ value: plainValue(value), evidence: { field, quote: value.slice(0, 200) } });
  };
  const read = (part: Json, at: string) => {
    if (Array.isArray(part['enum'])) part['enum'].forEach((value, i) => add(value, `${at}/enum/${i}`));
    add(part['const'], `${at}/const`);
    const pattern = alternatives(part['pattern']);
    for (const value of pattern) add(value, `${at}/pattern`);
  };
  read(schema, pointer);
  if (isJson(schema['items'])) read(schema['items'], `${pointer}/items`);
  for (const combiner of COMBINERS) {
    const parts = schema[combiner];
    if (Array.isArray(parts)) {
      parts.forEach((part, i) => {
        if (isJson(part)) read(part, `${pointer}/${combiner}/${i}`);
      });
    }
  }
  return choices;
}

/** The value as it is read, without disguise; upper case tells HTTP's methods from ordinary verbs. */
function plainValue(value: string): string {
  const short = value.slice(0, 200);
  // oxlint-disable-next-line no-control-regex -- control characters hide in words
  return /^[\x20-\x7e]*$/.test(short) ? short : fold(short);
}

/** The words of a pattern that allows nothing else: `^(list|get|delete)$`. */
function alternatives(pattern: unknown): string[] {
  if (typeof pattern !== 'string') return [];
  const [, words] = ALTERNATIVES.exec(pattern.slice(0, LONGEST_PATTERN)) ?? [];
  return words?.split('|') ?? [];
}

/** Where a docstring lists its arguments; an infinite start where it does not. */
export function argumentBlock(description: string): { start: number; end: number } {
  const heading = ARGUMENT_HEADING.exec(description);
  if (heading === null) return { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  const start = heading.index + heading[0].length;
  const end = END_HEADING.exec(description.slice(start))?.index;
  return { start, end: end === undefined ? description.length : start + end };
}

/** Arguments that a docstring lists under "Args:" or "Parameters:", one a line or one a sentence. */
function documentedParameters(description: string): Parameter[] {
  const { start, end } = argumentBlock(description);
  if (start === Number.POSITIVE_INFINITY) return [];
  const block = `\n${description.slice(start, end)}`;
  const labels = Array.from(block.matchAll(LABEL));
  return labels.map((label, i) => ({
    name: label[1] ?? '',
    words: nameWords(label[1] ?? ''),
    description: block.slice(label.index + label[0].length, labels[i + 1]?.index).trim(),
    textField: '/description',
    evidence: { field: '/description', quote: label[1] ?? '' },
    types: [],
    choices: [],
  }));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
