import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, runCommand } from '../e2e/run-command.ts';
import { type OpenAiScript, startOpenAiServer } from '../openai-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The tools of the catalogue. */
export const ROWS = [
  { server: 'io.example/notes', name: 'delete_note', description: 'Deletes a note for good.' },
  { server: 'io.example/notes', name: 'a/b', description: 'Creates a note.' },
  { server: 'io.example/other', name: 'frobnicate' },
];
export const KEY = 'sk-secret-of-the-test';

/** A catalogue of the rows above, a server of a model, and commands that know both. */
export async function askedCatalogue(script: OpenAiScript = {}) {
  const folder = temporaryFolder();
  const db = join(folder, 'c.sqlite');
  const input = join(folder, 'in.jsonl');
  writeFileSync(input, jsonLines(ROWS));
  await runCommand(['import', input, '--db', db]);
  const openAi = await startOpenAiServer(script);
  const classify = (args: string[], env: NodeJS.ProcessEnv = { OPENAI_API_KEY: KEY }) =>
    runCommand(['classify', ...args], { env });
  const asking = ['--db', db, '--model', 'some-model', '--base-url', openAi.baseUrl, '--ask', 'all'];
  return { folder, db, input, openAi, classify, asking };
}
