import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { classifierVersion } from '../classify/classifier-version.ts';

let version: string | undefined;

/** The version of the inspection: a hash over its source files and those of the classifier, whose verdicts it compares. */
export function inspectorVersion(): string {
  version ??= made();
  return version;
}

function made(): string {
  const hash = createHash('sha256').update(classifierVersion());
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort();
  for (const path of files) {
    const content = readFileSync(join(import.meta.dirname, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return `inspect@${hash.digest('hex').slice(0, 12)}`;
}
