import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/temporary-folder.ts';
import { promptVersion } from './prompt-version.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const LLM = 'crawler/classify/llm';

/** The version that a copy of the sources has. */
function versionOf(copy: string): string {
  const code = `import { promptVersion } from './${LLM}/prompt/prompt-version.ts'; console.log(promptVersion());`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: copy, encoding: 'utf8' }).trim();
}

test('depends on what a model sees, not on how the code reads', () => {
  const copy = temporaryFolder();
  for (const folder of ['catalog', 'crawler/classify'])
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const folder of ['answer', 'prompt', 'view']) {
    for (const name of readdirSync(join(copy, LLM, folder)).filter((each) => each.endsWith('.ts'))) {
      const path = join(copy, LLM, folder, name);
      writeFileSync(path, `// Another comment.\n${readFileSync(path, 'utf8')}`);
    }
  }
  expect(versionOf(copy)).toBe(promptVersion());

  const edits: [string, string, string][] = [
    ['view/tool-view.ts', 'text: 12_000', 'text: 11_000'],
    ['view/tool-view.ts', 'name: 200', 'name: 150'],
    ['view/tool-view.ts', 'tool: 60_000', 'tool: 50_000'],
    [
      'view/structure-only.ts',
      "'enum', 'const', 'default', 'required', 'properties'",
      "'enum', 'const', 'required', 'properties'",
    ],
    ['view/normalised-text.ts', "'NFKC'", "'NFC'"],
    ['prompt/system-message.ts', 'You read definitions', 'You look at definitions'],
    ['prompt/canaries.ts', "'fax'", "'telex'"],
    ['prompt/prompt-version.ts', 'READING = 1', 'READING = 2'],
    ['answer/answer-schema.ts', 'quote: z.string()', 'proof: z.string()'],
  ];
  const seen = new Set([promptVersion()]);
  for (const [file, from, to] of edits) {
    const path = join(copy, LLM, file);
    const before = readFileSync(path, 'utf8');
    expect(before, `${file} has ${from}`).toContain(from);
    writeFileSync(path, before.replace(from, to));
    seen.add(versionOf(copy));
    writeFileSync(path, before);
  }
  expect(seen.size).toBe(edits.length + 1);
}, 30_000);
