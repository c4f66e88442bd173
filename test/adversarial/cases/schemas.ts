import { type Row, written } from '../written-case.ts';

const choose = (name: string, schema: Record<string, unknown>): Row => [
  'records',
  'Work with records.',
  { [name]: { type: 'string', ...schema }, id: 'Record' },
];
const input = (schema: Record<string, unknown>, description = 'Work with records.'): Row => ({
  name: 'records',
  description,
  inputSchema: { type: 'object', ...schema },
});
const ACTION = { type: 'string', enum: ['list', 'delete'] };

/** What a call can do is said by its arguments. */
export const schemaCases = [
  ...written('choice', 'Destructive Critical', [
    ...['action', 'operation', 'op', 'mode', 'command', 'verb', 'task', 'intent', 'do', 'request_type'].map((name) =>
      choose(name, { enum: ['list', 'get', 'delete'] }),
    ),
    choose('action', { enum: ['LIST', 'DELETE_RECORD'] }),
    choose('action', { enum: ['records.list', 'records.delete'] }),
    choose('action', { enum: ['listRecords', 'deleteRecord'] }),
    choose('action', { enum: ['list', 'rm'] }),
    choose('action', { oneOf: [{ const: 'list', title: 'List' }, { const: 'delete', title: 'Show' }] }),
    choose('action', { anyOf: [{ enum: ['list'] }, { enum: ['delete'] }] }),
    choose('action', { allOf: [{ enum: ['list', 'delete'] }] }),
    choose('action', { enum: ['list', 'delete'], description: 'Only "list" is allowed.', default: 'list' }),
    choose('action', { description: 'One of: list, create, delete' }),
    choose('action', { description: '"list" | "get" | "delete"' }),
    choose('action', { pattern: '^(list|delete)$' }),
    choose('action', { examples: ['list', 'delete'] }),
    choose('action', { default: 'delete' }),
    input({ properties: { request: { type: 'object', properties: { action: ACTION } } } }),
    input({ properties: { actions: { type: 'array', items: ACTION } } }),
    input({ properties: { steps: { type: 'array', items: { type: 'object', properties: { action: ACTION } } } } }),
    input({
      anyOf: [
        { properties: { action: { const: 'list' } } },
        { properties: { action: { const: 'delete' }, id: { type: 'string' } } },
      ],
    }),
    input({ properties: { action: { $ref: '#/$defs/Action' } }, $defs: { Action: ACTION } }),
    input({ properties: { action: { $ref: '#/definitions/Action' } }, definitions: { Action: ACTION } }),
    input({ properties: {}, additionalProperties: { properties: { action: ACTION } } }),
    input({ $ref: '#/$defs/Input', $defs: { Input: { properties: { action: ACTION } } } }),
    input({ properties: { __proto__x: { type: 'string' }, action: ACTION } }),
  ]),
  ...written('argument', 'Execute Critical', [
    input({ properties: { cmdline: { type: 'string' } } }, 'Runs what it is given.'),
    input({ properties: { argv: { type: 'array', items: { type: 'string' }, description: 'Command line to run' } } }),
    input({ properties: { bash: { type: 'string', description: 'Script for bash' } } }, 'Runs a script.'),
    input({ properties: { options: { type: 'object', properties: { shell_command: { type: 'string' } } } } }),
    input({ properties: { sql: { type: 'string', description: 'Any statement' } } }, 'Runs what it is given.'),
    input({ properties: { q: { type: 'string', description: 'SQL statement to execute' } } }, 'Runs what it is given.'),
    input({ properties: { code: { type: 'string', description: 'Python code that is executed' } } }),
    input({ properties: { shell_command: { type: ['string', 'null'] } } }),
    input({ properties: { shell_command: { anyOf: [{ type: 'string' }, { type: 'null' }] } } }),
  ]),
  ...written('argument', 'Execute High', [
    input({ properties: { method: { enum: ['GET', 'DELETE'] }, url: { type: 'string' } } }),
    input({ properties: { tool_name: { type: 'string' }, arguments: { type: 'object' } } }, 'Calls a tool by its name.'),
  ]),
  ...written('output', 'Read High', [
    ...['password', 'api_key', 'accessToken', 'private_key', 'client_secret'].map((name) => ({
      name: 'get_account',
      description: 'Returns an account.',
      outputSchema: { type: 'object', properties: { name: { type: 'string' }, [name]: { type: 'string' } } },
    })),
    {
      name: 'get_account',
      description: 'Returns an account.',
      outputSchema: { type: 'object', properties: { text: { type: 'string', description: 'The password in plain text' } } },
    },
  ]),
]; // prettier-ignore
