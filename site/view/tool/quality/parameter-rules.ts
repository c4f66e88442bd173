import type { SchemaRow } from '../schema-table.ts';
import { asSchema } from '../schema-type.ts';
import type { QualityRule } from './quality-rule.ts';

const MOST_NAMED = 5;

/** The parameters that a rule noticed, as the subject of a sentence. */
function naming(paths: readonly string[], one: string, many: string): string | undefined {
  if (paths.length === 0) return undefined;
  const named = paths.slice(0, MOST_NAMED).map((path) => `\`${path.slice(0, 80).replaceAll('`', '')}\``);
  const rest = paths.length - named.length;
  const list = rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
  return paths.length === 1 ? `${one} ${list}` : `${paths.length} ${many}: ${list}`;
}

const undescribed = (row: SchemaRow): boolean => row.description === undefined || row.description.text === '';
const pathsOf = (rows: readonly SchemaRow[], noticed: (row: SchemaRow) => boolean): string[] =>
  rows.filter(noticed).map(({ path }) => path);

export const parameterRules: readonly QualityRule[] = [
  {
    id: 'no-input-schema',
    notice: ({ inputSchema }) => (inputSchema === undefined ? 'No input schema is declared' : undefined),
    reason: 'Neither a model nor a client can tell which arguments the tool takes, so none can be checked.',
    fix: 'Declare an object schema; for a tool without arguments, one with empty `properties`.',
  },
  {
    id: 'undescribed-required-parameters',
    notice: ({ parameters }) =>
      naming(
        pathsOf(parameters.rows, (row) => row.required && undescribed(row)),
        'No description for the required parameter',
        'required parameters have no description',
      ),
    reason: 'A model must fill them in each call, and has only their names to go by.',
    fix: 'Describe what each is, its form and an example, in the `description` of its schema.',
  },
  {
    id: 'undescribed-optional-parameters',
    notice: ({ parameters }) =>
      naming(
        pathsOf(parameters.rows, (row) => !row.required && undescribed(row)),
        'No description for the optional parameter',
        'optional parameters have no description',
      ),
    reason: 'A model cannot tell when to give them and what happens without them.',
    fix: 'Describe each, and declare its `default`.',
  },
  {
    id: 'untyped-parameters',
    notice: ({ parameters }) =>
      naming(
        pathsOf(parameters.rows, ({ type, allowed }) => type === 'any' && allowed === undefined),
        'No type for the parameter',
        'parameters have no type',
      ),
    reason: 'Anything passes as a value, so a mistake is noticed only by the server, if at all.',
    fix: 'Give each a `type`, or an `enum` where the values are known.',
  },
  {
    id: 'required-but-not-declared',
    notice({ inputSchema }) {
      const properties = asSchema(inputSchema?.['properties']) ?? {};
      const required = inputSchema?.['required'];
      const names = Array.isArray(required) ? required.slice(0, 200).filter((name) => typeof name === 'string') : [];
      // Schemas that are put together from parts may declare them elsewhere.
      const whole = !['$ref', 'allOf', 'anyOf', 'oneOf'].some((key) => inputSchema?.[key] !== undefined);
      const missing = whole ? names.filter((name) => !Object.hasOwn(properties, name)) : [];
      return naming(
        missing,
        'Required, but not declared, is the parameter',
        'parameters are required, but not declared',
      );
    },
    reason: 'No type and no description says what to give, yet every call without them is invalid.',
    fix: 'Declare them under `properties`, or take them out of `required`.',
  },
];
