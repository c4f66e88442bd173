import { jsonText, type JsonText } from '../text/json-text.ts';
import { formatNumber } from '../text/words.ts';
import { schemaTable, type SchemaTable } from './schema-table.ts';

/** One schema of a tool: a sentence, a table when there is anything to tabulate, and its JSON. */
export interface SchemaView {
  summary: string;
  table?: SchemaTable;
  json?: JsonText;
}

/** Longest JSON on a page; the whole schema is in the JSON document of the server. */
const MAX_JSON = 6000;

/** What the input schema of a tool says; always something, because "nothing declared" matters too. */
export function inputView(schema: Record<string, unknown> | undefined): SchemaView {
  if (schema === undefined)
    return { summary: 'The definition declares no input schema, so any argument may be accepted.' };
  const table = schemaTable(schema);
  if (table.rows.length === 0) {
    const empty = Object.keys(schema).length > 0 && schema['type'] === 'object';
    const summary = empty ? 'The tool takes no parameters.' : 'The input schema names no parameters.';
    return { summary, json: jsonText(schema, MAX_JSON) };
  }
  return { summary: parameterSentence(table), table, json: jsonText(schema, MAX_JSON) };
}

/** What the output schema says; `undefined` when there is none, which is usual. */
export function outputView(schema: Record<string, unknown> | undefined): SchemaView | undefined {
  if (schema === undefined) return undefined;
  const table = schemaTable(schema);
  const json = jsonText(schema, MAX_JSON);
  if (table.rows.length === 0) return { summary: 'The output schema names no fields.', json };
  return { summary: 'The structured result that the tool declares.', table, json };
}

function parameterSentence({ rows, omitted }: SchemaTable): string {
  const total = rows.length + omitted;
  const top = rows.filter((row) => !/[.[]/.test(row.path));
  const required = top.filter((row) => row.required).length;
  const count = total === 1 ? 'One parameter' : `${formatNumber(total)} parameters, nested ones included`;
  const flat = top.length === rows.length && omitted === 0;
  const counted = flat && total !== 1 ? `${formatNumber(total)} parameters` : count;
  if (total === 1) return `${counted}, ${required === 1 ? 'required' : 'optional'}.`;
  if (required === 0) return `${counted}; none is required.`;
  return `${counted}; ${required === 1 ? 'one is' : `${required} are`} required${flat ? '' : ' at the top level'}.`;
}
