import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { countTurns } from '../../../../test/count-turns.ts';
import { temporaryFolder } from '../../../../test/temporary-folder.ts';
import { ImageTree } from './image-tree.ts';
import { unpackLayer } from './unpack-layer.ts';

type Entry = Parameters<ReturnType<typeof pack>['entry']>[0];

async function unpack(entries: Entry[], signal = new AbortController().signal): Promise<unknown> {
  const folder = temporaryFolder();
  const archive = pack();
  for (const entry of entries) archive.entry(entry, '');
  archive.finalize();
  const tar = await buffer(archive);
  const file = join(folder, 'layer.tar');
  writeFileSync(file, tar);
  const diffId = `sha256:${createHash('sha256').update(tar).digest('hex')}`;
  const tree = new ImageTree(temporaryFolder(), 10_000);
  return unpackLayer(file, diffId, tree, { bytes: 1e8, entries: 10_000, headerBytes: 1e6 }, signal).catch(
    (error: unknown) => error,
  );
}

describe('crawler/launch/fetch/oci/unpack-layer.test.ts', () => {
  it('lets others have their turn between entries, so that clocks and aborts are heard', async () => {
    const nothing = Array.from({ length: 1000 }, (_, i): Entry => ({ name: `.wh.none${i}` }));
    const turns = countTurns();
    await unpack(nothing);
    expect(turns()).toBeGreaterThanOrEqual(1000);

    const reason = new Error('stopped');
    expect(await unpack(nothing, AbortSignal.abort(reason))).toBe(reason);
  });

  it('says nothing of this machine when a path is too long for it', async () => {
    const long = Array.from({ length: 20 }, (_, i) => `${i}${'e'.repeat(180)}`).join('/');
    const found = await unpack([
      { name: long, type: 'directory' },
      { name: 'short', type: 'symlink', linkname: long },
      { name: `short/${'f'.repeat(200)}/${'g'.repeat(200)}`, type: 'directory' },
    ]);
    expect(found).toMatchObject({
      failure: { code: 'unsafe-archive', detail: expect.not.stringMatching(/tmp/) as string },
    });
  });
});
