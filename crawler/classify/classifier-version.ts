import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const FOLDER = import.meta.dirname;
/** What rules take from outside of their folder. */
const SHARED = ['model/rubric.ts', 'hidden-characters.ts'].map((file) => join(FOLDER, '../../catalog', file));

let version: string | undefined;

/**
 * The version of the built-in classifier: `rules@` and 12 hexadecimal digits over the contents of its source files, the
 * rubric and which characters cannot be seen, so that a changed rule, and nothing else, makes old verdicts due again. Asking a language model (`llm/`) has a
 * version of its own.
 */
export function classifierVersion(): string {
  version ??= `rules@${hashOf([...sources(), ...SHARED])}`;
  return version;
}

function sources(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !/^llm[\\/]/.test(path))
    .map((path) => join(FOLDER, path));
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256');
  const named = files.map((file) => ({ file, name: relative(FOLDER, file).replaceAll('\\', '/') }));
  for (const { file, name } of named.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const content = readFileSync(file);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 12);
}
