import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { codeArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (codeArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: {
      name: 'run_js',
      description: '',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
    says: 'code',
  },
  { tool: { name: 'x', description: 'Execute Python code in a sandbox.' }, says: 'code' },
  {
    tool: {
      name: 'interact',
      description: 'Click controls of a page. The code can run as Bash, Python, or Node.',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'sandbox',
      description: '',
      inputSchema: {
        type: 'object',
        properties: { script: { type: 'string' }, language: { enum: ['python', 'bash'] } },
      },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'scrape',
      description: 'Scrape a page.',
      inputSchema: {
        type: 'object',
        properties: {
          actions: {
            type: 'array',
            items: {
              type: 'object',
              properties: { type: { enum: ['wait', 'click', 'executeJavascript'] }, script: { type: 'string' } },
            },
          },
        },
      },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'go_to',
      description: 'Go to a page.',
      inputSchema: {
        type: 'object',
        properties: {
          before: { type: 'string', description: 'A JavaScript script to be executed before any other scripts.' },
        },
      },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'create_server',
      description: 'Create a server.',
      inputSchema: { type: 'object', properties: { user_data: { type: 'string' } } },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'update_post_install_script',
      description: 'Update a post-install script.',
      inputSchema: { type: 'object', properties: { content: { type: 'string' } } },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'transform',
      description: 'Transform rows with a user supplied JavaScript function.',
      inputSchema: { type: 'object', properties: { fn: { type: 'string' } } },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'filter_rows',
      description: 'Filter rows by an expression that is eval()ed.',
      inputSchema: { type: 'object', properties: { expr: { type: 'string' } } },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'render',
      description: 'Render a template on the server (templates may call python).',
      inputSchema: { type: 'object', properties: { template: { type: 'string' } } },
    },
    says: 'code',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'format_code',
      description: '',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'save_snippet',
      description: 'Save a snippet of code in the notebook.',
      inputSchema: {
        type: 'object',
        properties: { code: { type: 'string' }, language: { enum: ['python', 'bash'] } },
      },
    },
  },
  {
    tool: {
      name: 'x',
      description: 'Explain the code.',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'create_script',
      description: 'Create a script for a film.',
      inputSchema: { type: 'object', properties: { content: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'x',
      description: 'Scrape a page.',
      inputSchema: {
        type: 'object',
        properties: { type: { enum: ['wait', 'click'] }, script: { type: 'string' } },
      },
    },
  },
  {
    tool: {
      name: 'filter_rows',
      description: 'Filter rows by an expression.',
      inputSchema: { type: 'object', properties: { expr: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'render',
      description: 'Render a template with values.',
      inputSchema: { type: 'object', properties: { template: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'find_callers',
      description: 'Find who calls a user-defined function.',
      inputSchema: { type: 'object', properties: { name: { type: 'string' } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});

test('a script that is only kept raises the level without being a run', () => {
  const { facts } = codeArgument(
    readDefinition({
      name: 'update_startup_script',
      inputSchema: { type: 'object', properties: { content: { type: 'string' } } },
    }),
  );
  expect(facts).toMatchObject([{ value: 'code', certainty: 'weak' }]);
});
