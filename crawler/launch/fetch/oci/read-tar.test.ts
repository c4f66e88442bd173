import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, test } from 'vitest';
import { countTurns } from '../../../../test/count-turns.ts';
import { pack } from 'tar-stream';
import { temporaryFolder } from '../../../../test/temporary-folder.ts';
import { readTar } from './read-tar.ts';

const HEADER_BYTES = 1_000_000;

/** In pieces of a size that fits to nothing. */
async function* pieces(bytes: Buffer, size = 333): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All entries with what they hold; `unread` leaves their contents where they are. */
async function read(archive: Buffer, { unread = false, piece = 333, entries = 1000 } = {}) {
  const found: Record<string, unknown>[] = [];
  const left = { entries, headerBytes: HEADER_BYTES };
  for await (const { content, ...entry } of readTar(pieces(archive, piece), left, new AbortController().signal)) {
    found.push(unread ? entry : { ...entry, content: (await buffer(content)).toString() });
  }
  return found;
}
const failure = (archive: Buffer) => read(archive).catch((error: unknown) => error);

/** One header block. */
function header(name: string, size: number | string, type: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(typeof size === 'string' ? size : size.toString(8).padStart(11, '0'), 124, 'latin1');
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
const member = (name: string, content: string | Buffer, type = '0') => {
  const bytes = Buffer.from(content);
  return Buffer.concat([header(name, bytes.length, type), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
};
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  // The length counts its own digits.
  const digits = [1, 2, 3, 4, 5, 6, 7].find((count) => `${rest.length + count}`.length === count)!;
  return `${rest.length + digits}${rest}`;
}
const END = Buffer.alloc(1024);
const archive = (...parts: Buffer[]) => Buffer.concat([...parts, END]);

describe('what the system’s own program packs is read as it was', () => {
  const deep = Array.from({ length: 6 }, (_, i) => `${i}${'d'.repeat(30)}`).join('/');
  const long = `${deep}/${'é'.repeat(90)}`;

  test.each([
    ['posix', long],
    ['gnu', long],
    ['oldgnu', long],
    ['ustar', `${deep}/short`],
    ['v7', 'folder/short'],
  ])('%s', async (format, name) => {
    const dir = temporaryFolder();
    mkdirSync(path.join(dir, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(dir, name), 'x'.repeat(1000));
    chmodSync(path.join(dir, name), 0o755);
    writeFileSync(path.join(dir, 'empty'), '', { mode: 0o644 });
    linkSync(path.join(dir, 'empty'), path.join(dir, 'second'));
    // Two forms have no more than a hundred bytes for it.
    const target = name === long ? long : 'elsewhere';
    symlinkSync(target, path.join(dir, 'symbolic'));
    const bytes = execFileSync(
      'tar',
      ['-c', `--format=${format}`, '--sort=name', '-C', dir, 'empty', path.dirname(name), 'second', 'symbolic'],
      { maxBuffer: 1e7, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
    );
    for (const piece of [1, 511, 512, 100_000]) {
      const found = await read(bytes, { piece });
      expect(found).toContainEqual({ name: 'empty', kind: 'file', executable: false, target: '', content: '' });
      expect(found).toContainEqual({ name, kind: 'file', executable: true, target: '', content: 'x'.repeat(1000) });
      expect(found.find((entry) => entry['name'] === `${path.dirname(name)}/`)).toMatchObject({ kind: 'folder' });
      expect(found).toContainEqual({ name: 'second', kind: 'link', executable: false, target: 'empty', content: '' });
      expect(found).toContainEqual({ name: 'symbolic', kind: 'symlink', executable: true, target, content: '' });
    }
    expect(await read(bytes, { unread: true })).toHaveLength((await read(bytes)).length);
  });

  it('also by the library that tests pack with', async () => {
    const packed = pack();
    packed.entry({ name: 'é'.repeat(80), type: 'file' }, 'x');
    packed.entry({ name: 'pipe', type: 'fifo' });
    packed.finalize();
    expect(await read(await buffer(packed))).toMatchObject([
      { name: 'é'.repeat(80), content: 'x' },
      { name: 'pipe', kind: 'other' },
    ]);
  });
});

describe('headers before an entry', () => {
  it('say how it is called and how long it is, and nothing about the one after it', async () => {
    const records = record('path', 'new') + record('mtime', '1.5') + record('size', '3') + record('linkpath', '');
    const bytes = archive(
      member('x', records, 'x'),
      header('old', 0, '0'),
      member('', 'abc').subarray(512),
      member('b', ''),
    );
    expect(await read(bytes)).toMatchObject([
      { name: 'new', content: 'abc', target: '' },
      { name: 'b', content: '' },
    ]);
  });

  it('are not kept when they are for all entries', async () => {
    const bytes = archive(
      member('g', record('path', 'global'), 'g'),
      member('a', '1'),
      member('x', record('mtime', '1'), 'x'),
      member('b', '2'),
    );
    expect(await read(bytes)).toMatchObject([{ name: 'a' }, { name: 'b' }]);
  });

  const keys = (length: number) => {
    let text = '';
    for (let i = 0; text.length < length; i++) text += record(`k${i}`, '');
    return text;
  };
  test.each([
    ['a large one for all entries', [member('g', keys(4_000_000), 'g')]],
    ['a large one', [member('x', keys(300_000), 'x')]],
    ['a long name', [member('L', 'n'.repeat(300_000), 'L')]],
    ['many without any entry', Array.from({ length: 10 }, () => member('x', record('a', 'b'), 'x'))],
    ['many for all entries', Array.from({ length: 10 }, () => member('g', record('a', 'b'), 'g'))],
    [
      'many with entries',
      Array.from({ length: 10 }, (_, i) => Buffer.concat([member('x', keys(200_000), 'x'), member(`${i}`, '')])),
    ],
  ])('have limits: %s', async (_, members) => {
    expect(await failure(archive(...members))).toMatchObject({ failure: { code: 'too-large' } });
  });

  it('give others their turn, each of them', async () => {
    const members = Array.from({ length: 200 }, (_, i) => [
      ...Array.from({ length: 5 }, () => member('x', record('a', 'b'), 'x')),
      member(`${i}`, ''),
    ]);
    const bytes = archive(...members.flat());
    const turns = countTurns();
    expect(await read(bytes, { piece: bytes.length })).toHaveLength(200);
    expect(turns()).toBeGreaterThanOrEqual(1200);
  });

  test.each([
    ['no length', 'path=x\n'],
    ['a length that is too short', '6 path=x\n'],
    ['a length of nothing', '0 path=x\n'],
    ['a length below nothing', '-9 path=x\n'],
    ['a length beyond the end', '900 path=x\n'],
    ['no value', '7 path\n'],
    ['a value of the next one', '7 path\n9 size=1\n'],
    ['a size that is none', record('size', '-1')],
    ['a size that is no number', record('size', '1e3')],
  ])('are refused with %s', async (_, text) => {
    const error = await failure(archive(member('x', text, 'x'), member('a', '')));
    expect(error).toBeInstanceOf(Error);
  });
});

describe('an archive', () => {
  it('ends with an empty block or without one; what comes then is left', async () => {
    expect(await read(member('a', 'x'))).toHaveLength(1);
    expect(await read(archive(member('a', 'x'), END, member('b', 'x')))).toHaveLength(1);
    expect(await read(Buffer.alloc(0))).toEqual([]);
  });

  it('has no contents in links and folders, whatever they say', async () => {
    const bytes = archive(header('a', 512, '1'), header('b', 512, '2'), header('c', 512, '5'), member('d', 'x'));
    expect(await read(bytes)).toMatchObject([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd', content: 'x' }]);
  });

  it('can say lengths in binary', async () => {
    const size = '\x80\0\0\0\0\0\0\0\0\0\0\x03';
    const bytes = archive(header('a', size, '0'), member('', 'abc').subarray(512), member('b', ''));
    expect(await read(bytes)).toMatchObject([{ content: 'abc' }, { name: 'b' }]);
  });

  test.each([
    ['cut in a header', member('a', 'x').subarray(0, 300)],
    ['cut in a file', member('a', 'x'.repeat(600)).subarray(0, 700)],
    ['no archive at all', Buffer.alloc(2000, 'text')],
    ['of a length below nothing', archive(header('a', '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff', '0'))],
    ['of a length of no number', archive(header('a', '12345678x', '0'))],
    ['of a length beyond all disks', archive(header('a', '\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff', '0'))],
  ])('%s is refused', async (_, bytes) => {
    expect(await failure(bytes)).toBeInstanceOf(Error);
  });
});
