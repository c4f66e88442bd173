import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { zipFile, type ZipMember } from '../../test/zip-file.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { readBundle } from './read-bundle.ts';

const MANIFEST = {
  manifest_version: '0.3',
  name: 'notes',
  display_name: 'Notes',
  version: '1.2.0',
  description: 'Keeps notes.',
  repository: { type: 'git', url: 'https://github.com/someone/notes' },
  server: {
    type: 'node',
    entry_point: 'server/index.js',
    mcp_config: {
      command: 'node',
      args: ['${__dirname}/server/index.js', 7],
      env: { KEY: '${user_config.key}', DEBUG: false, BAD: {} },
      platform_overrides: { win32: { command: 'node.exe' } },
    },
  },
  user_config: { key: { type: 'string', sensitive: true, required: true }, nothing: 'text' },
  tools: [{ name: 'add_note', description: 'Adds a note.' }, { description: 'nameless' }, { name: 'add_note' }],
  tools_generated: true,
};

const manifest = (changes: Record<string, unknown> = {}): ZipMember => ({
  name: 'manifest.json',
  content: JSON.stringify({ ...MANIFEST, ...changes }),
});
const SERVER: ZipMember = { name: 'server/index.js', content: 'process.exit()', mode: 0o100755 };
const bundle = (...members: ZipMember[]) => zipFile([manifest(), ...members]);

describe('crawler/bundle/read-bundle.test.ts', () => {
  it('reads manifest, declared tools, hash and sizes', async () => {
    const file = bundle(SERVER, { name: 'empty/' });
    const read = await readBundle(file);
    expect(read).toMatchObject({
      manifest: {
        name: 'notes',
        version: '1.2.0',
        repository: 'https://github.com/someone/notes',
        server: {
          type: 'node',
          entry_point: 'server/index.js',
          mcp_config: {
            args: ['${__dirname}/server/index.js'],
            env: { KEY: '${user_config.key}', DEBUG: 'false' },
            platform_overrides: { win32: { command: 'node.exe' } },
          },
        },
        user_config: { key: { type: 'string', sensitive: true, required: true, multiple: false } },
      },
      declaredTools: {
        tools: [{ name: 'add_note', description: 'Adds a note.' }],
        malformed: [{ index: 1, label: 'entry 2' }],
        complete: false,
      },
      sha256: createHash('sha256').update(file).digest('hex'),
      files: 2,
    });
    expect(read).toHaveProperty('bytes', Buffer.byteLength(manifest().content!) + 'process.exit()'.length);
  });

  it('reads the same from a file on disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'toolgate-bundle-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'notes.mcpb');
    writeFileSync(path, bundle(SERVER));
    expect(await readBundle(path)).toEqual(await readBundle(bundle(SERVER)));
    await expect(readBundle(join(folder, 'missing.mcpb'))).rejects.toThrow('ENOENT');
  });

  it('prefers the declaration that has schemas', async () => {
    const tools = [{ name: 'add_note', inputSchema: { type: 'object' } }];
    const answer = { 'com.microsoft.windows': { static_responses: { 'tools/list': { tools } } } };
    expect(await readBundle(zipFile([manifest({ _meta: answer })]))).toMatchObject({ declaredTools: { tools } });
    expect(await readBundle(zipFile([manifest({ tools: undefined })]))).toMatchObject({ declaredTools: undefined });
  });

  it('takes only the file whose hash the record names', async () => {
    const file = bundle();
    const expected = createHash('sha256').update(file).digest('hex');
    expect(await readBundle(file, { expected: expected.toUpperCase() })).toHaveProperty('sha256', expected);
    expect(await readBundle(file, { expected: expected.replace(/./, 'g') })).toHaveProperty('problem', 'wrong-hash');
  });

  it.each<[string, Buffer, string, string | RegExp]>([
    ['is no zip file', Buffer.from('text'), 'not-a-bundle', /no readable zip file/],
    ['is cut off', bundle(SERVER).subarray(0, -30), 'not-a-bundle', /no readable zip file/],
    ['is empty', zipFile([]), 'not-a-bundle', 'it has no manifest.json'],
    ['has its manifest elsewhere', zipFile([{ ...manifest(), name: 'x/manifest.json' }]), 'not-a-bundle', /has no/],
    [
      'has a manifest that is no JSON',
      zipFile([{ name: 'manifest.json', content: '{' }]),
      'not-a-bundle',
      /is no JSON/,
    ],
    ['names no server', zipFile([manifest({ server: undefined })]), 'not-a-bundle', /manifest.json server: /],
    ['is of an unknown kind', zipFile([manifest({ server: { type: 'dll' } })]), 'not-a-bundle', /server.type: /],
    ['leads upwards', bundle({ name: '../evil' }), 'not-a-bundle', /invalid relative path/],
    ['leads upwards in the middle', bundle({ name: 'a/../../evil' }), 'not-a-bundle', /invalid relative path/],
    ['leads upwards with backslashes', bundle({ name: '..\\evil' }), 'not-a-bundle', /invalid relative path/],
    ['is absolute', bundle({ name: '/etc/passwd' }), 'not-a-bundle', /absolute path/],
    ['names a drive', bundle({ name: 'C:/evil' }), 'not-a-bundle', /absolute path/],
    ['has an empty part', bundle({ name: 'a//b' }), 'unsafe', '"a//b" is no plain path'],
    ['has a dot part', bundle({ name: './a' }), 'unsafe', '"./a" is no plain path'],
    ['has a NUL in a name', bundle({ name: 'a\0b' }), 'unsafe', /holds control characters/],
    ['has a line feed in a name', bundle({ name: 'a\nb' }), 'unsafe', /holds control characters/],
    ['has a part too long for Linux', bundle({ name: 'x'.repeat(256) }), 'unsafe', /is no plain path/],
    ['has a path that is too long', bundle({ name: 'x/'.repeat(1501) }), 'unsafe', /3001 bytes long/],
    ['has a path of too many bytes', bundle({ name: `${'é'.repeat(120)}/`.repeat(13) }), 'unsafe', /3132 bytes long/],
    ['is nested too deeply', bundle({ name: `${'x/'.repeat(150)}f` }), 'unsafe', /151 folders deep/],
    ['has two files at one path', bundle(SERVER, SERVER), 'unsafe', '"server/index.js" is in it twice'],
    ['has a file for a folder', bundle({ name: 'server' }, SERVER), 'unsafe', '"server/index.js" is in it twice'],
    ['has a folder for a file', bundle(SERVER, { name: 'server' }), 'unsafe', '"server" is in it twice'],
    ['has a file below a link', bundle({ name: 'server', mode: 0o120777 }, SERVER), 'unsafe', /is in it twice/],
    ['holds a device', bundle({ name: 'null', mode: 0o020666 }), 'unsafe', /neither file nor folder/],
    ['is encrypted', bundle({ ...SERVER, encrypted: true }), 'not-a-bundle', /is encrypted/],
  ])('refuses a file that %s', async (_, file, problem, detail) => {
    expect(await readBundle(file)).toEqual({ problem, detail: expect.stringMatching(detail) });
  });

  it('refuses what is larger than it may be, before unpacking any of it', async () => {
    const file = bundle(SERVER, { name: 'zeros', content: Buffer.alloc(100_000) });
    expect(file.length).toBeLessThan(2000);
    const read = (limits: Partial<typeof BUNDLE_LIMITS>) =>
      readBundle(file, { limits: { ...BUNDLE_LIMITS, ...limits } });
    expect(await read({ treeBytes: 100_000 })).toEqual({
      problem: 'too-large',
      detail: expect.stringMatching(/unpacks to more than/),
    });
    expect(await read({ fileBytes: 100 })).toMatchObject({
      problem: 'too-large',
      detail: `the file has ${file.length} bytes`,
    });
    expect(await read({ entries: 2 })).toMatchObject({ problem: 'too-large', detail: 'it has 3 files' });
    expect(await read({ manifestBytes: 50 })).toEqual({
      problem: 'too-large',
      detail: expect.stringMatching(/^its manifest.json has/),
    });
    expect(await read({})).toHaveProperty('manifest');
  });

  it('believes no size that is not true', async () => {
    const lie = zipFile([{ ...manifest(), statedBytes: 10 }]);
    expect(await readBundle(lie)).toEqual({ problem: 'not-a-bundle', detail: expect.stringMatching(/too many bytes/) });
  });
});
