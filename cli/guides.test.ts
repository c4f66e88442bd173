import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from './program.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const GUIDES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

/** Every `toolgate <command> …` of a guide, up to the end of the line, the code span or a comment. */
function commandsOf(guide: string): string[] {
  const text = readFileSync(path.join(ROOT, guide), 'utf8');
  return Array.from(text.matchAll(/(?:npx |`)toolgate ([a-z]+[^`\n#&]*)/g), (match) => match[1]!.trim());
}

async function help(command: string): Promise<{ code: number; text: string }> {
  let text = '';
  const sink = () =>
    new Writable({
      write(chunk: Buffer, _, done) {
        text += chunk.toString();
        done();
      },
    });
  const stdin = (async function* () {})();
  const io = { stdin, stdout: sink(), stderr: sink(), env: {}, signal: new AbortController().signal };
  return { code: await run([command, '--help'], io), text };
}

describe.each(GUIDES)('%s', (guide) => {
  test('names only commands and options that there are', async () => {
    for (const line of commandsOf(guide)) {
      const [command = '', ...words] = line.split(/\s+/);
      const { code, text } = await help(command);
      expect({ line, code }).toEqual({ line, code: 0 });
      expect(text).toContain(`Usage: toolgate ${command} `);
      for (const word of words.filter((w) => w.startsWith('--')))
        expect(text).toContain(word.replace(/[^a-z-].*$/, ''));
    }
  });

  test('links only to files that there are', () => {
    const text = readFileSync(path.join(ROOT, guide), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)) {
      expect(existsSync(path.join(ROOT, path.dirname(guide), target)) ? '' : target).toBe('');
    }
  });
});

test('the README shows the commands at all', () => {
  expect(commandsOf('README.md').map((line) => line.split(' ')[0])).toEqual(
    expect.arrayContaining(['crawl', 'import', 'classify', 'build', 'serve', 'status']),
  );
});
