import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { staticTools } from './static-tools.ts';

/** Finds the tools of a package with these files. */
async function find(files: Record<string, string>) {
  const dir = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return (await staticTools(dir, '1.0.0'))?.tools;
}

describe('in JavaScript and TypeScript', () => {
  test('calls that register a tool are found, with schemas of zod', async () => {
    const tools = await find({
      'src/index.ts': `
        import { z } from 'zod';
        const NAME = 'second';
        const shape = { id: z.number().int().describe('Which one'), tags: z.array(z.string()).optional() } as const;
        server.registerTool('first', {
          title: 'First', description: 'Does ' + 'the first thing.',
          inputSchema: { path: z.string(), mode: z.enum(['a', 'b']).default('a') },
          annotations: { readOnlyHint: true },
        }, async () => {});
        server.tool(NAME, \`Does the second thing.\`, shape, async () => {});
        server.tool('third', async () => {});
        server.addTool({ name: 'fourth', description: 'd', parameters: z.object({ x: z.object({ y: z.boolean() }) }) });
        server.tool(computed(), 'not known');
        program.tool('not a name!', 'd');
      `,
    });
    expect(tools).toEqual([
      {
        name: 'first',
        title: 'First',
        description: 'Does the first thing.',
        inputSchema: {
          type: 'object',
          properties: { path: { type: 'string' }, mode: { type: 'string', enum: ['a', 'b'], default: 'a' } },
          required: ['path'],
        },
        annotations: { readOnlyHint: true },
      },
      {
        name: 'second',
        description: 'Does the second thing.',
        inputSchema: {
          type: 'object',
          properties: {
            id: { type: 'integer', description: 'Which one' },
            tags: { type: 'array', items: { type: 'string' } },
          },
          required: ['id'],
        },
      },
      { name: 'third' },
      {
        name: 'fourth',
        description: 'd',
        inputSchema: {
          type: 'object',
          properties: { x: { type: 'object', properties: { y: { type: 'boolean' } }, required: ['y'] } },
          required: ['x'],
        },
      },
    ]);
  });

  test('literals with a name, a description and a schema are found, others are not', async () => {
    const tools = await find({
      'dist/index.js': `
        const schema = { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] };
        export const TOOLS = [
          { name: 'search', description: 'Searches.', inputSchema: schema },
          { name: 'open', description: 'Opens.', inputSchema: { type: 'object', ...more } },
          { name: 'no_schema', description: 'Is none.' },
          { name: prefix + 'made', description: 'Is made.', inputSchema: schema },
        ];
        const person = { name: 'somebody', age: 3 };
      `,
    });
    expect(tools).toEqual([
      {
        name: 'search',
        description: 'Searches.',
        inputSchema: { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] },
      },
      { name: 'open', description: 'Opens.' },
    ]);
  });

  test('dependencies and tests are left out, and of two definitions the first counts', async () => {
    const tool = (description: string) => `s.tool('one', '${description}', {});`;
    const tools = await find({
      'a.js': tool('first'),
      'lib/b.js': tool('second'),
      'node_modules/other/index.js': "s.tool('of_another', 'x', {});",
      'index.test.js': "s.tool('of_a_test', 'x', {});",
    });
    expect(tools).toMatchObject([{ name: 'one', description: 'first' }]);
  });
});

describe('in Python', () => {
  test('decorated functions are found, with docstring and parameters', async () => {
    const tools = await find({
      'server.py': `
@mcp.tool()
async def read_note(ctx: Context, note_id: int, verbose: bool = False) -> str:
    """Reads a note.

        With a second line, "quoted".
    """

@mcp.tool(
    name="given-name",
    description="Given, with \\"quotes\\" and a (bracket.",
    annotations={"readOnlyHint": True},
)
@other_decorator
def named(
    path: Annotated[str, Field(description="a=b, c")],  # a comment with )
    tags: list[str] | None = None,
    options: Optional[dict] = {"a": (1, 2)},
):
    pass

@app.tool
def plain(): 'Short.'

@mcp.tool("positional")
def other(x): return x

@server.list_tools()
def not_one(): pass
`,
    });
    expect(tools).toEqual([
      {
        name: 'read_note',
        description: 'Reads a note.\n\nWith a second line, "quoted".',
        inputSchema: {
          type: 'object',
          properties: { note_id: { type: 'integer' }, verbose: { type: 'boolean' } },
          required: ['note_id'],
        },
      },
      {
        name: 'given-name',
        description: 'Given, with "quotes" and a (bracket.',
        inputSchema: {
          type: 'object',
          properties: { path: { type: 'string' }, tags: { type: 'array' }, options: { type: 'object' } },
          required: ['path'],
        },
      },
      expect.objectContaining({ name: 'plain' }),
      { name: 'positional', inputSchema: { type: 'object', properties: { x: {} }, required: ['x'] } },
    ]);
  });
});

describe('hostile code', () => {
  test('that brings a parser down costs only what comes after it', async () => {
    const deep = 100_000;
    for (const text of [
      '('.repeat(deep),
      `${'['.repeat(deep)}${']'.repeat(deep)}`,
      `x = ${'!'.repeat(deep)}1`,
      `${'if (a) '.repeat(deep)};`,
      `const a = ${'{a:'.repeat(deep)}1${'}'.repeat(deep)}`,
    ]) {
      const tools = await find({ 'a.js': "s.tool('one', 'x', {});", 'b.js': text });
      expect(tools).toMatchObject([{ name: 'one' }]);
    }
  });

  test('that refers to itself, or is no code, has an end', async () => {
    const tools = await find({
      'a.js':
        "const a = b; const b = a; s.tool(a, 'x'); const c = { c }; s.tool('one', 'x', c); s.tool('two', a, c.shape);",
      'b.js': '\0\uFFFF not } code {',
      'c.py': `@mcp.tool(${'('.repeat(50_000)}\n@mcp.tool(\n`.repeat(20),
      'd.py': '@mcp.tool\n'.repeat(5_000),
      'e.js': "s.tool('__proto__', 'x', { __proto__: z.string(), constructor: z.string() });",
    });
    expect(tools?.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('links out of the package are not read', async () => {
    const dir = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(path.join(outside, 'a.js'), "s.tool('outside', 'x', {});");
    symlinkSync(path.join(outside, 'a.js'), path.join(dir, 'a.js'));
    symlinkSync(outside, path.join(dir, 'folder'));
    expect(await staticTools(dir, '1.0.0')).toBeUndefined();
    expect(await staticTools(path.join(dir, 'missing'), '1.0.0')).toBeUndefined();
  });
});
