import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../test/temporary-folder.ts';
import { ImageTree } from './image-tree.ts';

function tree(entries = 100_000, textBytes?: number) {
  const dir = temporaryFolder();
  const image = new ImageTree(dir, entries, textBytes);
  image.nextLayer();
  return { image, dir, names: (folder = '') => readdirSync(path.join(dir, folder)).sort() };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Bytes of all objects that are still needed. */
function usedMemory(): number {
  collect();
  return process.memoryUsage().heapUsed;
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

  it(
    'follows a path through links that wander, step by step and no further than the limit',
    { timeout: 30_000 },
    async () => {
      const { image } = tree();
      const deep = Array.from({ length: 90 }, () => 'd').join('/');
      await image.putFolder(`${deep}/x`);
      // Each goes to the deep folder, in and out of another one seven hundred times, and on to the next.
      const body = `/${deep}/${'x/../'.repeat(700)}`;
      for (let i = 0; i < 39; i++) await image.putLink(`${deep}/l${i}`, body + (i === 38 ? '.' : `l${i + 1}`));
      await image.putLink('s', `${body}l0`);
      expect(image.find('s')).toEqual({ kind: 'folder', path: deep });
      // Forty links lie on the way already: one budget for all parts of a path.
      await expect(image.putFile('s/l38/f', 'x', false)).rejects.toThrow('whose folder is a link to none');
      await image.putFile('s/f', 'x', false);
      expect(image.find(`${deep}/f`)).toEqual({ kind: 'file', path: `${deep}/f` });
      // 56,000 steps each: the image as a whole has a limit as well.
      const wander = async () => {
        for (let i = 0; i < 1000; i++) await image.putHardLink(`s/h${i}`, 's/f');
      };
      await expect(wander()).rejects.toMatchObject({ failure: { code: 'unsafe-archive' } });
    },
  );

  it('takes no path that is longer than the disk takes, links counted', async () => {
    const { image } = tree();
    const long = Array.from({ length: 20 }, (_, i) => `${i}${'e'.repeat(180)}`).join('/');
    await image.putFolder(long);
    await image.putLink('short', long);
    const error = await image
      .putFile(`short/${'f'.repeat(200)}/${'g'.repeat(200)}`, 'x', false)
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ failure: { code: 'unsafe-archive' } });
    await expect(image.putLink('many-bytes', 'é'.repeat(3000))).rejects.toMatchObject({
      failure: { code: 'unsafe-archive' },
    });
  });

  it('makes no more folders than files are allowed, also those that a path only names', async () => {
    const { image } = tree(10);
    await expect(image.putFile('a/b/c/d/e/f/g/h/i/j', 'x', false)).resolves.toBeUndefined();
    await expect(image.putFile('k/l', 'x', false)).rejects.toThrow('more files than the limit');
  });

  it('keeps no more names and targets of links than fit into memory, however they came', async () => {
    const target = 't'.repeat(3990);
    const ends = { failure: { code: 'too-large' } };
    const { image } = tree(1000, 100_000);
    // Two bytes for each character.
    for (let i = 0; i < 12; i++) await image.putLink(`${i}`, target + i);
    await expect(image.putLink('more', target)).rejects.toMatchObject(ends);
    // The same one again and again, by its name.
    const { image: other } = tree(1000, 100_000);
    await other.putLink('first', target);
    for (let i = 0; i < 11; i++) await other.putHardLink(`${i}`, 'first');
    await expect(other.putHardLink('more', 'first')).rejects.toMatchObject(ends);
    // Taken away and put there again, as layer after layer can do.
    const { image: third } = tree(1000, 100_000);
    for (let i = 0; i < 12; i++) await third.putLink('same', target);
    await expect(third.putLink('same', target)).rejects.toMatchObject(ends);
    const { image: names } = tree(1000, 100_000);
    for (let i = 100; i < 299; i++) await names.putFolder(`${i}${'n'.repeat(247)}`);
    await expect(names.putFolder('n'.repeat(255))).rejects.toMatchObject(ends);
  });

  it('finds nothing by paths that lead nowhere, and nothing outside', async () => {
    const { image } = tree();
    await image.putFile('a/b', 'x', false);
    expect(image.find('../../a/./../a//b')).toEqual({ kind: 'file', path: 'a/b' });
    expect(image.find('..')).toEqual({ kind: 'folder', path: '' });
    for (const name of [
      'a/b/..',
      'c/../a',
      'a\0',
      'n'.repeat(300),
      'a/'.repeat(150),
      '../'.repeat(9000),
      'n'.repeat(1e6),
    ]) {
      expect(image.find(name)).toBeUndefined();
    }
  });

  it('keeps of a path only its last name', async () => {
    const { image } = tree();
    const folder = Array.from({ length: 15 }, () => 'd'.repeat(250)).join('/');
    await image.putFolder(folder);
    const MANY = 4000;
    const before = usedMemory();
    // Each path is a string of its own, as those from a layer are.
    for (let i = 0; i < MANY; i++)
      await image.putLink(Buffer.from(`${folder}/a-name-of-some-length-${i}`).toString(), 'x');
    // The paths have 15 MB together.
    expect(usedMemory() - before).toBeLessThan((MANY * folder.length) / 3);
    expect(image.has('d'.repeat(250))).toBe(true);
  });
});
