import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { sourceHash } from './source-hash.ts';

function write(files: Record<string, string>): string {
  const root = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

describe('output/source-hash.test.ts', () => {
  const files = { 'a/x.ts': '1', 'a/b/y.ts': '2', 'z.ts': '3' };
  const all = ['a', 'z.ts'];
  let before: string;

  beforeEach(() => {
    before = sourceHash(write(files), all);
  });

  it('depends on contents and names only, not on the folder or the order', () => {
    expect(before).toMatch(/^[0-9a-f]{12}$/);
    expect(sourceHash(write(files), all.toReversed())).toBe(before);
  });

  it.each<Record<string, string>>([{ 'a/x.ts': '9' }, { 'a/new.ts': '' }, { 'a/b/deep/new.ts': '' }])(
    'changes with %j',
    (more) => expect(sourceHash(write({ ...files, ...more }), all)).not.toBe(before),
  );

  it('changes with a name', () => {
    expect(sourceHash(write({ 'a/x.ts': '1', 'a/b/w.ts': '2', 'z.ts': '3' }), all)).not.toBe(before);
  });

  it('leaves out tests and what was not asked for', () => {
    expect(sourceHash(write({ ...files, 'a/x.test.ts': '9', 'other.ts': '9' }), all)).toBe(before);
  });
});
