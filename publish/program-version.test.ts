import { appendFileSync, cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { programVersion } from './program-version.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PROGRAM = [
  'catalog',
  'policy',
  'attacks',
  'data/attacks',
  'publish',
  'api',
  'site',
  'astro.config.mjs',
  'package.json',
];

test.each([
  ['publish/make-files.ts', true, true],
  ['policy/recommend.ts', true, true],
  ['data/attacks/bulk-read.yaml', true, true],
  ['package.json', true, true],
  ['site/pages/index.astro', true, false],
  ['site/search/words.ts', true, false],
  ['api/lists.ts', false, true],
  ['site/public/style.css', false, false],
  ['publish/program-version.test.ts', false, false],
])('%s is part of what makes pages: %s, and documents: %s', (file, pages, documents) => {
  const root = temporaryFolder();
  for (const path of PROGRAM) cpSync(join(ROOT, path), join(root, path), { recursive: true });
  const versions = () => [programVersion('pages', { root }), programVersion('documents', { root })];
  const before = versions();
  appendFileSync(join(root, file), '\n');
  expect(versions().map((version, i) => version !== before[i])).toEqual([pages, documents]);
});

test('another address makes other files', () => {
  const versions = [undefined, 'https://one.example', 'https://two.example'].map((siteUrl) =>
    programVersion('pages', { root: ROOT, siteUrl }),
  );
  expect(new Set(versions).size).toBe(3);
});
