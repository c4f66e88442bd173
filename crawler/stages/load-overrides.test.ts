import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadOverrides } from './load-overrides.ts';

const OVERRIDE = {
  server: 'io.example/notes',
  tool: 'sync',
  definitionHash: `sha256:${'0'.repeat(64)}`,
  category: 'Write',
  facets: ['overwrites'],
  rationale: 'It uploads the notes.',
  evidence: [{ field: '/description', quote: 'uploads' }],
  reviewer: 'Jane Doe',
  reason: 'It was taken for reading.',
};

/** A folder with these files, values as YAML. */
function folderOf(files: Record<string, unknown>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content));
  return folder;
}

test('reads one override or a list per file, in the order of the file names, and nothing else', () => {
  const folder = folderOf({
    'b.yaml': OVERRIDE,
    'a.yaml': [
      { ...OVERRIDE, tool: 'push' },
      { ...OVERRIDE, server: 'io.example/other' },
    ],
    'README.md': '# Overrides',
    'c.yaml.bak': 'nonsense: [',
  });
  expect(loadOverrides(folder)).toEqual([
    { ...OVERRIDE, tool: 'push', file: 'a.yaml' },
    { ...OVERRIDE, server: 'io.example/other', file: 'a.yaml' },
    { ...OVERRIDE, file: 'b.yaml' },
  ]);
});

test('an empty folder has none, and the ones that come with Toolgate can be read', () => {
  expect(loadOverrides(temporaryFolder())).toEqual([]);
  expect(() => loadOverrides()).not.toThrow();
});

test.each<[string, unknown, RegExp]>([
  ['no YAML', 'a: [', /^override a\.yaml is no YAML$/],
  ['an empty file', '', /^override a\.yaml, item 1: /],
  ['text', 'just text', /^override a\.yaml, item 1: /],
  ['a member that is missing', { ...OVERRIDE, reviewer: undefined }, /^override a\.yaml, item 1: .*reviewer/],
  ['a member that nobody knows', { ...OVERRIDE, level: 'Low' }, /^override a\.yaml, item 1: .*level/],
  [
    'a category that is none',
    [OVERRIDE, { ...OVERRIDE, tool: 'x', category: 'Harmless' }],
    /^override a\.yaml, item 2: .*category/,
  ],
  ['a hash that is none', { ...OVERRIDE, definitionHash: 'sha256:12' }, /must be sha256: and 64 hexadecimal digits/],
  ['no evidence', { ...OVERRIDE, evidence: [] }, /^override a\.yaml, item 1: .*evidence/],
])('%s is refused with file and item', (_, content, words) => {
  let error: unknown;
  try {
    loadOverrides(folderOf({ 'a.yaml': content }));
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ name: 'Rejected', message: expect.stringMatching(words) as string });
});

test('two that judge the same tool are refused, also across files', () => {
  const folder = folderOf({ 'a.yaml': OVERRIDE, 'b.yaml': [{ ...OVERRIDE, tool: 'x' }, OVERRIDE] });
  expect(() => loadOverrides(folder)).toThrow(
    'override b.yaml, item 2: sync of io.example/notes is judged in a.yaml too',
  );
});

test('a YAML file that is a folder is refused', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a.yaml'));
  expect(() => loadOverrides(folder)).toThrow('a.yaml');
});
