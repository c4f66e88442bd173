import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/temporary-folder.ts';
import { ImageTree } from './image-tree.ts';

function tree(entries = 100_000) {
  const dir = temporaryFolder();
  const image = new ImageTree(dir, entries);
  image.nextLayer();
  return { image, dir, names: (folder = '') => readdirSync(path.join(dir, folder)).sort() };
}

describe('crawler/launch/fetch/oci/image-tree.test.ts', () => {
  it('takes out what is older, once and for all that a layer says', async () => {
    const { image, names } = tree();
    await image.putFile('a/old', 'x', false);
    await image.putFile('a/deep/er/old', 'x', false);
    await image.putFile('b/old', 'x', false);
    image.nextLayer();
    await image.putFile('a/deep/new', 'x', false);
    await image.whiteOutContents('a');
    expect([names('a'), names('a/deep')]).toEqual([['deep'], ['new']]);
    await image.putFile('a/newer', 'x', false);
    await image.whiteOutContents('a');
    await image.whiteOut('a');
    expect([names('a'), names('a/deep')]).toEqual([['deep', 'newer'], ['new']]);
    // Empty now, and older than the layer that takes it away after its contents.
    await image.whiteOutContents('b');
    expect(names('b')).toEqual([]);
    await image.whiteOut('b');
    expect(names()).toEqual(['a']);
    image.nextLayer();
    await image.whiteOutContents('');
    expect(names()).toEqual([]);
  });

  it('walks a folder once, however often a layer takes it away', { timeout: 20_000 }, async () => {
    const { image, dir } = tree();
    await image.putFile('old', 'x', false);
    image.nextLayer();
    await image.putFile('many/0', 'x', false);
    const MANY = 12_000;
    for (let i = 1; i < MANY; i++) await image.putHardLink(`many/${i}`, 'many/0');
    // All of them for each of these would be hundreds of millions of steps, a minute or more; it is a second.
    for (let i = 0; i < MANY; i++) {
      await image.whiteOutContents('');
      await image.whiteOut('many');
    }
    expect(existsSync(path.join(dir, 'old'))).toBe(false);
    expect(readdirSync(path.join(dir, 'many'))).toHaveLength(MANY);
  });

  it('makes no more folders than files are allowed, also those that a path only names', async () => {
    const { image } = tree(10);
    await expect(image.putFile('a/b/c/d/e/f/g/h/i/j', 'x', false)).resolves.toBeUndefined();
    await expect(image.putFile('k/l', 'x', false)).rejects.toThrow('more files than the limit');
  });
});
