/** The reference of the JSON API, made from the JSON Schemas that its exporter publishes. The site knows no more of it. */

import { ownBackticks } from '../text/backticks.ts';
import type { Prose } from '../text/prose.ts';

/** A document as the publisher describes it: the site does not import the exporter. */
export interface DescribedDocument {
  kind: string;
  /** Address, with variables between braces. */
  path: string;
  mediaType: string;
  description: string;
  /** Address of its JSON Schema, and the schema itself. */
  schemaUrl: string;
  schema: object;
}

/** One field of a document, or of an object inside it. */
export interface ApiField {
  /** `tools.*.category`: members of a map are `*`, entries of a list `[]`. */
  name: string;
  type: string;
  always: boolean;
  description: Prose;
}

export interface ApiDocumentView {
  kind: string;
  anchor: string;
  path: string;
  /** Where the path has no variable. */
  url?: string;
  mediaType: string;
  /** Whether it is one JSON object per line. */
  lines: boolean;
  description: string;
  schemaUrl: string;
  fields: ApiField[];
  /** Fields that only the schema tells. */
  omitted: number;
}

export interface ApiReferencePage {
  documents: ApiDocumentView[];
}

type Schema = Record<string, unknown>;

/** Deeper fields and more of them than this are left to the schema itself. */
const MOST_DEPTH = 2;
const MOST_FIELDS = 300;
/** Described by themselves, on a page of their own. */
const CLOSED = new Set(['policy']);

/** The model of the reference; `null` where nobody described the documents. */
export function apiReferencePage(documents: readonly DescribedDocument[] | undefined): ApiReferencePage | null {
  return documents === undefined ? null : { documents: documents.map(documentView) };
}

function documentView({ schema, ...document }: DescribedDocument): ApiDocumentView {
  const { kind, path, mediaType, description, schemaUrl } = document;
  const fields = fieldsOf(schema as Schema, schema as Schema, '', 0);
  return {
    kind,
    anchor: `document-${kind}`,
    path,
    ...(path.includes('{') ? {} : { url: path }),
    mediaType,
    lines: path.includes('.ndjson'),
    description,
    schemaUrl,
    fields: fields.slice(0, MOST_FIELDS),
    omitted: Math.max(0, fields.length - MOST_FIELDS),
  };
}

function fieldsOf(root: Schema, given: Schema, prefix: string, depth: number): ApiField[] {
  const schema = resolved(root, given);
  if (depth > MOST_DEPTH) return [];
  const required = new Set(list(schema['required']).map(String));
  return Object.entries(object(schema['properties'])).flatMap(([name, child]): ApiField[] => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const own: ApiField = {
      name: path,
      type: typeOf(root, object(child)),
      always: required.has(name),
      description: ownBackticks(descriptionOf(root, object(child))),
    };
    return CLOSED.has(name) ? [own] : [own, ...below(root, object(child), path, depth)];
  });
}

/** Fields of the objects in a field: itself, the entries of a list, the members of a map. */
function below(root: Schema, given: Schema, path: string, depth: number): ApiField[] {
  const schema = resolved(root, given);
  if (schema['items'] !== undefined) return fieldsOf(root, object(schema['items']), `${path}[]`, depth + 1);
  const members = object(schema['additionalProperties']);
  if (Object.keys(members).length > 0) return fieldsOf(root, members, `${path}.*`, depth + 1);
  return fieldsOf(root, schema, path, depth + 1);
}

function typeOf(root: Schema, given: Schema): string {
  const schema = resolved(root, given);
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  const choices = list(schema['enum']);
  if (choices.length > 0)
    return choices.length > 8 ? 'text, one of a list' : choices.map((c) => JSON.stringify(c)).join(' or ');
  const either = [...list(schema['anyOf']), ...list(schema['oneOf'])].map(object);
  if (either.length > 0) return [...new Set(either.map((choice) => typeOf(root, choice)))].join(' or ');
  if (schema['items'] !== undefined) return `list of ${typeOf(root, object(schema['items']))}`;
  return (
    { string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false', object: 'object' }[
      String(schema['type'])
    ] ?? 'any JSON'
  );
}

function descriptionOf(root: Schema, given: Schema): string {
  const own = given['description'] ?? resolved(root, given)['description'];
  return typeof own === 'string' ? own : '';
}

/** A reference inside the schema, followed; one that leads nowhere is an open schema. */
function resolved(root: Schema, schema: Schema): Schema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return schema;
  let at: unknown = root;
  for (const step of reference.slice(2).split('/')) at = object(at)[step];
  return object(at);
}

const object = (value: unknown): Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
