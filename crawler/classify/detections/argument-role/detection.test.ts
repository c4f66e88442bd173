import { describe, expect, test } from 'vitest';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { quoteHolds } from '../../quote.ts';
import { readFacts } from '../../read-facts.ts';

const detect = (tool: ToolDefinition) => readFacts(tool).findings.filter(({ rule }) => rule === 'argument-role');
const tool = (name: string, properties: object, description = ''): ToolDefinition => ({
  name,
  description,
  inputSchema: { type: 'object', properties },
});
const string = { type: 'string' };

describe('crawler/classify/detections/argument-role', () => {
  test.each([
    [tool('run_command', { command: string }), 'low', 'a command line, without a pattern'],
    [tool('execute_sql', { sql: string }), 'low', 'a database statement'],
    [tool('read_file', { path: string }), 'info', 'a file-system path, without a pattern'],
    [tool('fetch_page', { url: string }), 'info', 'an address'],
    [tool('transfer_funds', { amount: { type: 'number' } }), 'low', 'an amount of money or value, without a maximum'],
    [tool('send_email', { to: string }), 'info', 'a recipient: `to`'],
    [tool('delete_branch', { force: { type: 'boolean' } }), 'low', 'a flag that switches a safeguard off'],
    [tool('create_file', { overwrite: { type: 'boolean' } }), 'info', 'a flag to go on'],
    [tool('delete_records', { record_ids: { type: 'array' } }), 'info', 'a selection of many things'],
    [tool('delete_note', { confirm: { type: 'boolean' } }), 'info', 'a confirmation, which the model can give'],
    [tool('create_page', { html: string }), 'info', 'HTML or a template'],
    [tool('find_lines', { regex: string }), 'info', 'a regular expression'],
    [tool('update_issue', { params: { type: 'object' } }), 'info', 'an object whose members'],
    [
      tool('send_all', { mail: { type: 'object', properties: { recipients: string } } }),
      'info',
      'a recipient: `recipients`',
    ],
  ])('%j: %s', (definition, severity, says) => {
    const found = detect(definition).find(({ message }) => message.includes(says));
    expect(found).toMatchObject({ severity });
    expect(quoteHolds(definition, found!)).toBe(true);
  });

  test('a bound is seen', () => {
    const amount = { type: 'number', maximum: 100 };
    expect(detect(tool('transfer_funds', { amount }))[0]?.message).toBe('Takes an amount of money or value: `amount`.');
  });

  test('one finding per role, with the names of the arguments', () => {
    const found = detect(tool('copy_file', { source_path: string, target_path: string }));
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('`source_path`, `target_path`')]);
  });

  test.each([
    [
      tool('list_events', {
        to: string,
        amount: { type: 'number' },
        force: { type: 'boolean' },
        ids: { type: 'array' },
      }),
    ],
    [tool('send_raw', { gas_price: { type: 'number' } })],
    [tool('transfer_funds', { to: { type: 'string', enum: ['rent', 'tax'] } })],
    [tool('update_issue', { params: { type: 'object', properties: { id: string } } })],
    [tool('update_issue', { params: { type: 'object', additionalProperties: false } })],
    [tool('find_lines', { use_regex: { type: 'boolean' } })],
  ])('%j: nothing', (definition) => {
    expect(detect(definition)).toEqual([]);
  });
});
