import { expect, test } from 'vitest';
import type { SourceSnippet } from '../../../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { readFacts } from '../../read-facts.ts';

const detect = (tool: ToolDefinition, text: string, path = 'src/a.ts') => {
  const source: SourceSnippet[] = [{ path, line: 1, text }];
  return readFacts(tool, source).findings.filter(({ rule }) => rule === 'undeclared-effect');
};
const READ = { name: 'get_note', description: 'Gets a note by its id.' };

test.each([
  ['await fs.rm(args.path);', 'medium', 'deletes files'],
  ['execSync(`cat ${args.id}`)', 'medium', 'runs a program'],
  ['await writeFile(args.path, text)', 'low', 'writes files'],
  ['await fetch(u, { method: "DELETE" })', 'medium', 'deletes something over the network'],
  ['return JSON.stringify(process.env)', 'medium', 'hands out environment variables'],
])('%s', (code, severity, capability) => {
  expect(detect(READ, code)).toMatchObject([
    { severity, message: `The code behind the tool ${capability}, and the definition says nothing of it.` },
  ]);
});

test.each([
  [{ name: 'delete_note', description: 'Deletes a note.' }, 'await fs.rm(args.path);'],
  [{ name: 'run_command', inputSchema: { properties: { command: { type: 'string' } } } }, 'exec(args.command)'],
  [{ name: 'update_note' }, 'await fetch(u, { method: "PUT" })'],
  [{ name: 'get_env', description: 'Returns all environment variables.' }, 'return process.env'],
  [READ, 'await fetch(u); db.query("SELECT 1"); execFile("git", ["log"]); unlink(tmp)'],
])('%j: what is mentioned, or is no effect, is nothing', (tool, code) => {
  expect(detect(tool, code)).toEqual([]);
});
