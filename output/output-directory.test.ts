import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fatal, Rejected } from '../catalog/errors.ts';
import { closeDatabase, openDatabase } from '../catalog/store/database.ts';
import { startProgram } from '../test/child-process.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { folderTree } from './folder-tree.ts';
import { openOutput, STATE_FOLDER, type OutputDirectory } from './output-directory.ts';
import { OUTPUT_DATABASE, outputMemory } from './output-memory.ts';

/** One pass over a folder: everything given is wanted, the rest pruned. */
function publish(root: string, files: Record<string, string>, under?: string[]) {
  return inPass(root, (output) => {
    const written = Object.entries(files).filter(([path, content]) => {
      const key = `key of ${content}`;
      return !output.isCurrent(path, key) && output.write(path, key, content) === 'written';
    });
    return { written: written.map(([path]) => path), pruned: output.prune(under) };
  });
}

function inPass<T>(root: string, work: (output: OutputDirectory) => T): T {
  const output = openOutput(root);
  try {
    return work(output);
  } finally {
    output.close();
  }
}

/** Every file that a visitor could see, with its content. */
function contents(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !path.startsWith(`${STATE_FOLDER}/`));
  return Object.fromEntries(files.toSorted().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

const site = {
  'index.html': 'home',
  'tools/a/index.html': 'a',
  'tools/a/x/index.html': 'x',
  'tools/b/index.html': 'b',
};
const rejected = (work: () => unknown, problem: RegExp) => {
  expect(work).toThrow(Rejected);
  expect(work).toThrow(problem);
  expect(work).toThrow(expect.objectContaining({ hint: expect.stringMatching(/./) }));
};

describe('output/output-directory.test.ts', () => {
  it('writes what changed, leaves the rest untouched, and prunes what is no longer wanted', () => {
    const root = temporaryFolder();
    expect(publish(root, site)).toEqual({ written: Object.keys(site), pruned: 0 });
    expect(contents(root)).toEqual(site);
    const dates = Object.keys(site).map((path) => statSync(join(root, path)).mtimeMs);
    expect(publish(root, site)).toEqual({ written: [], pruned: 0 });
    const { 'tools/b/index.html': _, ...rest } = site;
    const next = { ...rest, 'tools/a/x/index.html': 'new x' };
    expect(publish(root, next)).toEqual({ written: ['tools/a/x/index.html'], pruned: 1 });
    expect(contents(root)).toEqual(next);
    expect(existsSync(join(root, 'tools/b'))).toBe(false);
    expect(statSync(join(root, 'index.html')).mtimeMs).toBe(dates[0]);
    expect(publish(root, {})).toEqual({ written: [], pruned: 3 });
    expect(readdirSync(root)).toEqual([STATE_FOLDER]);
  });

  it('does not write the same bytes again when only what they were made from has changed', () => {
    const root = temporaryFolder();
    publish(root, { a: 'text' });
    inPass(root, (output) => {
      expect(output.isCurrent('a', 'other key')).toBe(false);
      expect(output.write('a', 'other key', Buffer.from('text'))).toBe('same');
    });
    inPass(root, (output) => expect(output.isCurrent('a', 'other key')).toBe(true));
  });

  it('prunes only the parts that it is told to', () => {
    const root = temporaryFolder();
    const all = { ...site, 'api/v1/a.json': '1', 'api/v1/b.json': '2', 'schemas/x.json': '3', 'apis/c.json': '4' };
    publish(root, all);
    expect(publish(root, { 'api/v1/a.json': '1' }, ['api/', 'schemas/'])).toEqual({ written: [], pruned: 2 });
    expect(contents(root)).toEqual({ ...site, 'api/v1/a.json': '1', 'apis/c.json': '4' });
    // What another kind of pass left alone is still known.
    expect(publish(root, site)).toMatchObject({ written: [], pruned: 2 });
    expect(contents(root)).toEqual(site);
  });

  it('notices files that somebody deleted, changed, cut short or replaced', () => {
    const root = temporaryFolder();
    const files = { deleted: 'one', changed: 'two', cut: 'three', folder: 'four', link: 'five', same: 'six' };
    publish(root, files);
    rmSync(join(root, 'deleted'));
    writeFileSync(join(root, 'changed'), 'TWO');
    utimesSync(join(root, 'changed'), 1, 1);
    truncateSync(join(root, 'cut'), 0);
    rmSync(join(root, 'folder'));
    mkdirSync(join(root, 'folder'));
    rmSync(join(root, 'link'));
    symlinkSync('same', join(root, 'link'));
    expect(publish(root, files).written).toEqual(['deleted', 'changed', 'cut', 'folder', 'link']);
    expect(contents(root)).toEqual(files);
    expect(lstatSync(join(root, 'link')).isFile()).toBe(true);
  });

  it('believes a copy of the folder, whose files have other dates', () => {
    const root = temporaryFolder();
    publish(root, site);
    const copy = join(temporaryFolder(), 'copy');
    cpSync(root, copy, { recursive: true });
    for (const path of Object.keys(site)) utimesSync(join(copy, path), 5, 5);
    expect(publish(copy, site)).toEqual({ written: [], pruned: 0 });
    writeFileSync(join(copy, 'tools/b/index.html'), 'B');
    expect(publish(copy, site).written).toEqual(['tools/b/index.html']);
  });

  it('lets a file become a folder and a folder become a file', () => {
    const root = temporaryFolder();
    publish(root, { 'x/a': 'file', 'x/b/c': 'deep', 'x/b/d/e': 'deeper', y: 'file', 'z/only': 'file' });
    const turned = { 'x/a/b/c': 'deep', 'x/b': 'file', 'y/index.html': 'deep', z: 'file' };
    publish(root, turned);
    expect(contents(root)).toEqual(turned);
    publish(root, { 'x/a': 'file', 'x/b/c': 'deep', y: 'file', 'z/only': 'file' });
    expect(contents(root)).toEqual({ 'x/a': 'file', 'x/b/c': 'deep', y: 'file', 'z/only': 'file' });
    // What a killed process leaves between making a folder and filling it.
    rmSync(join(root, 'y'));
    mkdirSync(join(root, 'y/empty/folders'), { recursive: true });
    expect(publish(root, { y: 'file' })).toMatchObject({ written: ['y'] });
  });

  it('does not take one path for a file and a folder in one pass', () => {
    const root = temporaryFolder();
    expect(() => publish(root, { a: 'file', 'a/b': 'deep' })).toThrow(/a is wanted both as a file/);
    expect(() => publish(root, { 'c/d': 'deep', c: 'file' })).toThrow(/c\/d is wanted both as a file/);
  });

  it('takes finished files of any kind from its own temporary folder', () => {
    const root = temporaryFolder();
    const adopt = (content: string) =>
      inPass(root, (output) => {
        const from = join(output.temporary('staging'), 'page.html');
        mkdirSync(output.temporary('staging'), { recursive: true });
        writeFileSync(from, content);
        const result = output.adopt('a/page.html', content, from);
        return [result, existsSync(from)];
      });
    expect(adopt('one')).toEqual(['written', false]);
    expect(adopt('one')).toEqual(['same', true]);
    expect(adopt('two')).toEqual(['written', false]);
    expect(contents(root)).toEqual({ 'a/page.html': 'two' });
  });

  it('takes a file that no buffer can hold', () => {
    const root = temporaryFolder();
    inPass(root, (output) => {
      mkdirSync(output.temporary('staging'), { recursive: true });
      const from = join(output.temporary('staging'), 'large');
      writeFileSync(from, '');
      // A hole: it has no blocks on disk.
      truncateSync(from, 2 ** 31 + 1);
      expect(output.adopt('large', 'key', from)).toBe('written');
      expect(output.isCurrent('large', 'key')).toBe(true);
    });
  });

  it.each([
    '',
    '/',
    '/etc/passwd',
    '../x',
    'a/../../x',
    'a/../b',
    './a',
    'a//b',
    'a/',
    'a\\b',
    'a\0b',
    '.toolgate/x',
    '.toolgate',
  ])('refuses the path %j', (path) => {
    const root = temporaryFolder();
    inPass(root, (output) => {
      expect(() => output.write(path, 'key', 'x')).toThrow(TypeError);
      expect(() => output.isCurrent(path, 'key')).toThrow(TypeError);
    });
    expect(readdirSync(root)).toEqual([STATE_FOLDER]);
  });

  it('keeps names apart that only begin like its own folder', () => {
    const root = temporaryFolder();
    publish(root, { '.toolgate-notes': 'x', '.well-known/y': 'y', '...': 'z' });
    expect(contents(root)).toEqual({ '.toolgate-notes': 'x', '.well-known/y': 'y', '...': 'z' });
  });
});

describe('output/output-directory.test.ts: parts', () => {
  const FILES = ['a/1', 'a/2'];
  /** Publishes a part, or leaves it as it stands; returns whether it stood. */
  const publishPart = (
    root: string,
    name: string,
    paths: readonly string[],
    under?: readonly string[],
    stamp = 'stamp',
  ) =>
    inPass(root, (output) => {
      const stands = output.keepPart(name, stamp) !== undefined;
      if (!stands) {
        const part = output.beginPart(name);
        part.put(paths.map((path) => ({ path, key: path, content: path })));
        part.finish(stamp, new Map([['list', Buffer.from(name)]]));
      }
      const listed = [...output.pieces('list')].map((piece) => Buffer.from(piece).toString());
      output.prune(under);
      return { stands, listed };
    });
  const all = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, path]));

  it('stand while each of their files does', () => {
    const root = temporaryFolder();
    expect(publishPart(root, 'a', FILES)).toEqual({ stands: false, listed: ['a'] });
    expect(publishPart(root, 'a', FILES)).toEqual({ stands: true, listed: ['a'] });
    rmSync(join(root, 'a/1'));
    expect(publishPart(root, 'a', FILES)).toEqual({ stands: false, listed: ['a'] });
    expect(contents(root)).toEqual(all(FILES));
  });

  it('lose the files that they have no more, also in a copy whose files have other dates', () => {
    const root = temporaryFolder();
    publishPart(root, 'a', FILES);
    for (const path of FILES) utimesSync(join(root, path), 5, 5);
    expect(publishPart(root, 'a', ['a/1'], undefined, 'new')).toMatchObject({ stands: false });
    expect(contents(root)).toEqual(all(['a/1']));
    expect(publishPart(root, 'a', ['a/1'], undefined, 'new')).toMatchObject({ stands: true });
  });

  it.each([[undefined], [['a/', 'b/']]])('are made again when another pass over %j pruned them', (under) => {
    const root = temporaryFolder();
    publishPart(root, 'a', FILES);
    expect(publishPart(root, 'b', ['b/1'], under)).toEqual({ stands: false, listed: ['b'] });
    expect(publishPart(root, 'a', FILES, under)).toEqual({ stands: false, listed: ['a'] });
    expect(contents(root)).toEqual(all(FILES));
  });

  it('are made again when one of their files was pruned and nothing more, as by a pass that was killed', () => {
    const root = temporaryFolder();
    publishPart(root, 'a', FILES);
    inPass(root, (output) => output.prune(['a/1']));
    expect(contents(root)).toEqual(all(['a/2']));
    expect(publishPart(root, 'a', FILES).stands).toBe(false);
    expect(contents(root)).toEqual(all(FILES));
  });

  describe('of a large folder', () => {
    const PARTS = Array.from({ length: 30 }, (_, i) => `part-${i}`);
    /** One pass over 60 files, of which it looks at about six; returns the parts that it made. */
    const pass = async (
      root: string,
      { ends = true, looks = true, wanted = PARTS, boot = 'this start' } = {},
    ): Promise<string[]> => {
      const output = openOutput(root, { share: 6, boot });
      if (looks) await output.lookOver();
      const made = wanted.filter((name) => output.keepPart(name, 'stamp') === undefined);
      for (const name of made) {
        const part = output.beginPart(name);
        part.put(['1', '2'].map((file) => ({ path: `${name}/${file}`, key: file, content: name })));
        part.finish('stamp');
      }
      output.prune();
      if (ends) output.end();
      output.close();
      return made;
    };
    const remove = (root: string, parts: readonly string[]) => {
      for (const part of parts) rmSync(join(root, part, '1'));
    };

    it('are looked at in turns, and all of them as soon as one does not stand', async () => {
      const root = temporaryFolder();
      expect(await pass(root)).toEqual(PARTS);
      expect(await pass(root)).toEqual([]);
      const lost = ['part-3', 'part-4', 'part-5'];
      remove(root, lost);
      const made: string[][] = [];
      for (let i = 0; i < 10; i++) made.push(await pass(root));
      expect(made.filter((parts) => parts.length > 0)).toEqual([lost]);
    });

    it.each<[string, (root: string) => unknown, { boot?: string; looks?: boolean }]>([
      ['after a pass that was killed', (root) => pass(root, { ends: false }), {}],
      // A power cut may have emptied any of them.
      ['in the first pass after a start of the machine', () => {}, { boot: 'next start' }],
      ['by a pass that wants to', () => {}, { looks: false }],
    ])('are all looked at %s', async (_, before, options) => {
      const root = temporaryFolder();
      await pass(root);
      await before(root);
      // A share of them would not have each of these.
      for (const lost of PARTS.slice(0, 5)) {
        const copy = join(temporaryFolder(), 'copy');
        cpSync(root, copy, { recursive: true, preserveTimestamps: true });
        truncateSync(join(copy, lost, '1'), 0);
        expect(await pass(copy, options)).toEqual([lost]);
      }
    });

    it('go when nobody wants them, also those of a copy that were looked at and have other dates', async () => {
      const root = temporaryFolder();
      await pass(root);
      for (const path of Object.keys(contents(root))) utimesSync(join(root, path), 5, 5);
      await pass(root, { wanted: [] });
      expect(contents(root)).toEqual({});
    });

    it('are made again when they were pruned in between', async () => {
      const root = temporaryFolder();
      await pass(root);
      inPass(root, (output) => output.prune(['part-9/1']));
      expect(await pass(root)).toEqual(['part-9']);
      await pass(root, { wanted: PARTS.slice(10) });
      expect(await pass(root)).toEqual(PARTS.slice(0, 10));
    });
  });

  it('stay as they stood when they are given up, and are made again', () => {
    const root = temporaryFolder();
    publishPart(root, 'a', FILES);
    inPass(root, (output) => {
      const part = output.beginPart('a');
      part.put([{ path: 'a/1', key: 'new', content: 'new' }]);
      part.giveUp();
      expect([...output.pieces('list')]).toHaveLength(1);
      output.prune();
    });
    expect(contents(root)).toEqual({ 'a/1': 'new', 'a/2': 'a/2' });
    expect(publishPart(root, 'a', FILES).stands).toBe(false);
  });
});

describe('output/output-directory.test.ts: what is not ours', () => {
  it('publishes into a folder that is absent, empty, or was published into', () => {
    const parent = temporaryFolder();
    publish(join(parent, 'absent/deep'), site);
    mkdirSync(join(parent, 'empty'));
    publish(join(parent, 'empty'), site);
    publish(join(parent, 'empty'), site);
    symlinkSync(join(parent, 'empty'), join(parent, 'link'));
    expect(publish(join(parent, 'link'), site)).toEqual({ written: [], pruned: 0 });
  });

  it('refuses any other folder, and changes nothing in it', () => {
    const parent = temporaryFolder();
    const foreign = (name: string, files: Record<string, string>) => {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(join(parent, name, path, '..'), { recursive: true });
        writeFileSync(join(parent, name, path), content);
      }
      const before = readdirSync(join(parent, name), { recursive: true });
      rejected(() => openOutput(join(parent, name)), /is no folder to publish into/);
      expect(readdirSync(join(parent, name), { recursive: true })).toEqual(before);
    };
    foreign('source', { 'package.json': '{}', 'src/index.ts': '' });
    foreign('photos', { 'holiday.jpg': '' });
    foreign('hidden', { '.git/HEAD': '' });
    // A folder of that name is not enough: other programs may have one.
    foreign('home', { '.toolgate/settings.json': '{}' });
    foreign('mixed', { '.toolgate/settings.json': '{}', 'index.html': '' });
    foreign('file', { '.toolgate': '' });
    writeFileSync(join(parent, 'plain'), '');
    rejected(() => openOutput(join(parent, 'plain')), /cannot publish into/);
    rejected(() => openOutput(join(parent, 'plain/inside')), /cannot publish into/);
    mkdirSync(join(parent, 'elsewhere'));
    mkdirSync(join(parent, 'linked'));
    symlinkSync(join(parent, 'elsewhere'), join(parent, 'linked', STATE_FOLDER));
    rejected(() => openOutput(join(parent, 'linked')), /is no folder$/);
    expect(readdirSync(join(parent, 'elsewhere'))).toEqual([]);
  });

  it.each<[string, (memory: string) => void]>([
    ['gone', (memory) => rmSync(join(memory, '..'), { recursive: true })],
    ['overwritten', (memory) => writeFileSync(memory, 'no memory at all '.repeat(100))],
    ['damaged', (memory) => writeFileSync(memory, readFileSync(memory).fill(0xff, 100, 4096))],
  ])('says what to do with a folder whose memory is %s', (_, spoil) => {
    const root = temporaryFolder();
    publish(root, site);
    spoil(join(root, STATE_FOLDER, 'output.sqlite'));
    expect(() => openOutput(root)).toThrow(Rejected);
    const hint = expect.stringContaining('delete the whole folder, or build into a new one');
    expect(() => openOutput(root)).toThrow(expect.objectContaining({ hint }));
    expect(contents(root)).toEqual(site);
  });

  it('opens a folder whose first pass was killed before it had published anything', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, STATE_FOLDER));
    publish(root, site);
    const other = temporaryFolder();
    mkdirSync(join(other, STATE_FOLDER));
    writeFileSync(join(other, STATE_FOLDER, 'output.sqlite.lock'), '');
    publish(other, site);
    const third = temporaryFolder();
    mkdirSync(join(third, STATE_FOLDER));
    writeFileSync(join(third, STATE_FOLDER, 'output.sqlite'), '');
    publish(third, site);
    for (const each of [root, other, third]) expect(contents(each)).toEqual(site);
  });

  it('leaves files of others alone, and folders with such files', () => {
    const root = temporaryFolder();
    publish(root, site);
    writeFileSync(join(root, 'tools/b/notes.txt'), 'mine');
    writeFileSync(join(root, 'CNAME'), 'mine');
    publish(root, {});
    expect(contents(root)).toEqual({ CNAME: 'mine', 'tools/b/notes.txt': 'mine' });
    rejected(() => publish(root, { 'CNAME/x': 'x' }), /CNAME is no file of ours/);
    rejected(() => publish(root, { 'tools/b': 'x' }), /tools\/b holds files that are not ours/);
    rejected(() => publish(root, { CNAME: 'x' }), /CNAME is no file of ours/);
    rejected(
      () => inPass(root, (output) => output.beginPart('a').put([{ path: 'CNAME', key: 'x', content: 'x' }])),
      /CNAME is no file of ours/,
    );
    expect(contents(root)).toEqual({ CNAME: 'mine', 'tools/b/notes.txt': 'mine' });
  });

  it('is not led outside by symbolic links, neither to write nor to delete', () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'index.html'), 'precious');
    const root = temporaryFolder();
    publish(root, site);
    renameSync(join(root, 'tools/a'), join(outside, 'moved'));
    symlinkSync(outside, join(root, 'tools/a'));
    rejected(() => publish(root, { ...site, 'tools/a/index.html': 'new' }), /tools\/a is a symbolic link/);
    // A link in the place of a file of ours is replaced, not followed.
    inPass(root, (output) => output.write('feed.xml', 'key', 'feed'));
    rmSync(join(root, 'feed.xml'));
    symlinkSync(join(outside, 'index.html'), join(root, 'feed.xml'));
    inPass(root, (output) => output.write('feed.xml', 'key', 'new feed'));
    // Anybody else's is refused.
    symlinkSync(join(outside, 'index.html'), join(root, 'other.xml'));
    rejected(() => publish(root, { 'other.xml': 'x' }), /other\.xml is no file of ours/);
    publish(root, {});
    expect(contents(outside)).toEqual({ 'index.html': 'precious', 'moved/index.html': 'a', 'moved/x/index.html': 'x' });
  });

  it('writes no half file through a link in its temporary folder', () => {
    const outside = join(temporaryFolder(), 'precious');
    writeFileSync(outside, 'precious');
    const root = temporaryFolder();
    inPass(root, (output) => {
      symlinkSync(outside, output.temporary('half-written'));
      output.write('a', 'key', 'new');
    });
    expect(readFileSync(outside, 'utf8')).toBe('precious');
    expect(contents(root)).toEqual({ a: 'new' });
  });

  it('is alone in its folder', () => {
    const root = temporaryFolder();
    const output = openOutput(root);
    expect(() => openOutput(root)).toThrow(Fatal);
    output.close();
    openOutput(root).close();
  });

  it('says so when the folder cannot be written to', () => {
    // Not even root can make a folder there.
    expect(() => openOutput('/proc/toolgate/out')).toThrow(/cannot publish into/);
  });
});

describe('output/output-directory.test.ts: killed in the middle', () => {
  const FILES = 1050;
  const pages = (version: string) =>
    Object.fromEntries(
      Array.from({ length: FILES }, (_, i) => [`pages/${i % 7}/${i}/index.html`, `${version} of page ${i}`]),
    );
  const run = async (root: string, version: string, files = FILES) => {
    const program = startProgram('publish.ts', root, version, String(files));
    expect(await program.ended).toBe(0);
  };
  const killedAt = async (root: string, version: string, at: number) => {
    const program = startProgram('publish.ts', root, version, String(FILES), String(at));
    await program.said('paused');
    await program.kill();
  };

  it.each([0, 1000, FILES - 1])('is complete after the next pass when killed at file %i', async (at) => {
    const root = temporaryFolder();
    await killedAt(root, 'v1', at);
    await run(root, 'v1');
    expect(contents(root)).toEqual(pages('v1'));
  });

  it('hides no file that it had replaced, also when the next pass wants the old one', async () => {
    const root = temporaryFolder();
    await run(root, 'v1');
    // Same sizes, so only the dates can tell.
    await killedAt(root, 'v2', 700);
    expect(contents(root)['pages/0/700/index.html']).toBe('v2 of page 700');
    await run(root, 'v1');
    expect(contents(root)).toEqual(pages('v1'));
  });

  it.each<[string, (remove: () => void) => void]>([
    ['before a file that is gone was forgotten', () => {}],
    ['after a batch was stored in which it was forgotten', (remove) => remove()],
  ])('owns what it pruned, or finds nothing there: %s', (_, last) => {
    const next: Record<string, string>[] = [{ a: 'text' }, { 'a/b': 'text' }, {}];
    for (const wanted of next) {
      const root = temporaryFolder();
      publish(root, { a: 'text' });
      const db = openDatabase(join(root, STATE_FOLDER, 'output.sqlite'), OUTPUT_DATABASE);
      const memory = outputMemory(db, undefined);
      const dies = {
        ...memory,
        remove(path: string) {
          last(() => memory.remove(path));
          memory.commit();
          throw new Error('killed');
        },
      };
      expect(() => folderTree(root, dies).remove('a')).toThrow('killed');
      closeDatabase(db);
      expect(publish(root, wanted).written).toEqual(Object.keys(wanted));
      expect(contents(root)).toEqual(wanted);
    }
  });

  it('leaves nothing behind of a larger pass', async () => {
    const root = temporaryFolder();
    await killedAt(root, 'v1', 1040);
    await run(root, 'v2', 10);
    expect(Object.keys(contents(root))).toHaveLength(10);
    expect(readdirSync(join(root, STATE_FOLDER)).toSorted()).toEqual(['output.sqlite', 'output.sqlite.lock', 'tmp']);
    expect(readdirSync(join(root, STATE_FOLDER, 'tmp'))).toEqual([]);
  });
});
