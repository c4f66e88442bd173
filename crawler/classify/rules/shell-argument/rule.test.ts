import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { shellArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (shellArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: {
      name: 'explain',
      description: 'Part of a suite.',
      inputSchema: { type: 'object', properties: { shell_command: { type: 'string' } } },
    },
    says: 'shell',
  },
  {
    tool: {
      name: 'spawn_process',
      inputSchema: { type: 'object', properties: { program: { type: 'string' }, args: { type: 'array' } } },
    },
    says: 'shell',
  },
  { tool: { name: 'write_to_terminal' }, says: 'shell' },
  {
    tool: { name: 'x', description: '', inputSchema: { type: 'object', properties: { command: { type: 'string' } } } },
    says: 'shell',
  },
  { tool: { name: 'x', description: 'Execute a shell command.' }, says: 'shell' },
  { tool: { name: 'device_shell' }, says: 'shell' },
  {
    tool: {
      name: 'update_service',
      inputSchema: { type: 'object', properties: { build_command: { type: 'string' } } },
    },
    says: 'shell',
  },
  {
    tool: {
      name: 'convert',
      inputSchema: {
        type: 'object',
        properties: { extra_args: { description: 'Additional command-line arguments for the converter' } },
      },
    },
    says: 'shell',
  },
  {
    tool: {
      name: 'kubectl',
      description: 'Run kubectl.',
      inputSchema: { type: 'object', properties: { args: { type: 'array', items: { type: 'string' } } } },
    },
    says: 'shell',
  },
  {
    tool: { name: 'runCommandInTerminal', inputSchema: { type: 'object', properties: { c: { type: 'string' } } } },
    says: 'shell',
  },
  {
    tool: {
      name: 'send_keys',
      description: 'Send keys to a terminal.',
      inputSchema: { type: 'object', properties: { keys: { type: 'string' } } },
    },
    says: 'shell',
  },
  {
    tool: {
      name: 'hook',
      description: 'Register a hook: shell command that runs on each save.',
      inputSchema: { type: 'object', properties: { hook: { type: 'string' } } },
    },
    says: 'shell',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'block_command',
      description: 'Add a command to the blacklist.',
      inputSchema: { type: 'object', properties: { command: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'add_to_whitelist',
      description: 'Add a command to the whitelist.',
      inputSchema: { type: 'object', properties: { command: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { command: { type: 'string', enum: ['up', 'down'] } } },
    },
  },
  { tool: { name: 'list_commands' } },
  {
    tool: {
      name: 'explain_command',
      description: 'Explain what a command does.',
      inputSchema: { type: 'object', properties: { command: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'build_app',
      inputSchema: { type: 'object', properties: { extraArgs: { type: 'array', items: { type: 'string' } } } },
    },
  },
  {
    tool: {
      name: 'get_order',
      inputSchema: {
        type: 'object',
        properties: {
          args: { type: 'array', items: { type: 'string' }, description: 'Positional command-line arguments' },
        },
      },
    },
  },
  {
    tool: {
      name: 'get_command_help',
      description: 'Shows help for a CLI command.',
      inputSchema: { type: 'object', properties: { command: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'send_keys',
      description: 'Send keys to a customer.',
      inputSchema: { type: 'object', properties: { keys: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'run_linter',
      inputSchema: { type: 'object', properties: { args: { type: 'array', items: { type: 'string' } } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
