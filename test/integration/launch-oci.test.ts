/** Images: pulled from a real registry on loopback, unpacked, and started in the real sandbox. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LaunchPlan } from '../../catalog/model/launch.ts';
import { launchKinds, type KindsLauncher } from '../mcp-servers/launch-kinds.ts';
import { shellImage, shellLayer } from '../mcp-servers/shell-image.ts';
import { startOciRegistry, type OciRegistry, type TestImage } from '../oci-registry.ts';

const MB = 1024 * 1024;

const plan = (repository: string, version = 'latest', more: object = {}): LaunchPlan => ({
  kind: 'oci',
  identifier: `registry.test/${repository}`,
  version,
  arguments: [],
  environment: [],
  ...more,
});

let registry: OciRegistry;
let launcher: KindsLauncher;
beforeAll(async () => {
  registry = await startOciRegistry({ token: 'anonymous' });
  const sources = { oci: { 'registry.test': registry.url }, allowPrivate: [registry.url.host] };
  launcher = await launchKinds(sources, { imageBytes: 40 * MB, imageDownloadBytes: 30 * MB, treeEntries: 500 });
});
afterAll(async () => {
  await launcher.close();
  await registry.close();
});

let number = 0;
/** Publishes an image under a name of its own and launches it. */
async function launch(image: TestImage, more: object = {}) {
  const repository = `test/image-${++number}`;
  await registry.publish(repository, 'latest', image);
  return launcher.launch(plan(repository, 'latest', more));
}

describe('an image', () => {
  test.each(['gzip', 'zstd', 'none'] as const)('lists its tools in its own files (%s)', async (compress) => {
    const outcome = await launch(shellImage({ compress, indexed: compress === 'zstd' }));
    expect(outcome).toMatchObject({
      code: 'listed',
      toolSource: 'live',
      way: { kind: 'oci' },
      fetched: { version: 'latest', integrity: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), packages: 2 },
      serverInfo: { name: 'shell' },
    });
    const said = Object.fromEntries(outcome.tools.map(({ name, description }) => [name, description]));
    expect(said).toMatchObject({
      where: '/srv',
      variable: 'yes',
      arguments: 'from cmd',
      // Whatever user the image names.
      user: '1000',
      // The image itself is read-only.
      writes: 'noyesyes',
      // Nothing of this machine's own.
      host: '/etc/ssl/* /etc/debian_version',
    });
    expect(said['root']!.split(' ')).toEqual(
      expect.arrayContaining(['/bin', '/dev', '/etc', '/home', '/proc', '/run', '/srv', '/tmp']),
    );
    expect(said['root']).not.toMatch(/\/(root|usr\/local|var|work)\b/);
  });

  test('gets the arguments of its record in the place of its own command, and its variables', async () => {
    const outcome = await launch(shellImage(), {
      arguments: [{ type: 'positional', value: 'of the record', isRequired: true, isSecret: false }],
      environment: [{ name: 'FROM_IMAGE', value: 'replaced', isRequired: true, isSecret: false }],
    });
    const said = Object.fromEntries(outcome.tools.map(({ name, description }) => [name, description]));
    expect(said).toMatchObject({ arguments: 'of the record', variable: 'replaced' });
  });

  test.each([
    ['a working directory that leads up', { WorkingDir: '/srv/data/../../srv' }, '/srv'],
    ['one that leads out', { WorkingDir: '../../srv' }, '/srv'],
    ['a command that leads up', { Entrypoint: ['../srv/server'] }, '/srv'],
    ['a path that leads up', { Entrypoint: ['server'], Env: ['PATH=../../../srv:/bin'] }, '/srv'],
    ['an empty path', { Entrypoint: ['server'], Env: ['PATH=:/bin'] }, '/srv'],
  ])('is started with %s', async (_, config, where) => {
    const image = shellImage();
    const outcome = await launch({ ...image, config: { ...image.config, ...config } });
    expect(outcome).toMatchObject({ code: 'listed' });
    expect(outcome.tools.find(({ name }) => name === 'where')?.description).toBe(where);
  });

  test('is found by its digest', async () => {
    const digest = await registry.publish('test/by-digest', 'v1', shellImage());
    const outcome = await launcher.launch(plan('test/by-digest', digest));
    expect(outcome).toMatchObject({ code: 'listed', fetched: { integrity: digest } });
  });

  test('has lower layers overwritten and whited out, also through links', async () => {
    const data = (name: string) => ({ name: `data/${name}`, content: 'x' });
    const outcome = await launch(
      shellImage({
        layers: [
          ...shellImage().layers,
          [
            data('kept'),
            data('gone'),
            data('folder/a'),
            data('opaque/old'),
            { name: 'alias', type: 'symlink', linkname: '/data' },
          ],
          [
            { name: 'data/.wh.gone' },
            { name: 'data/.wh.folder' },
            { name: 'data/opaque/.wh..wh..opq' },
            data('opaque/new'),
            { name: 'alias/through-link', content: 'x' },
            { name: 'data/second', type: 'link', linkname: 'data/kept' },
          ],
        ],
      }),
    );
    const found = outcome.tools.find(({ name }) => name === 'data')?.description;
    expect(found).toBe('/data/kept /data/opaque /data/second /data/through-link');
  });

  test('that is not there, or not in this version, says so', async () => {
    await registry.publish('test/known', 'v1', shellImage());
    expect(await launcher.launch(plan('test/known', 'v2'))).toMatchObject({ code: 'no-matching-version' });
    expect(await launcher.launch(plan('test/unknown'))).toMatchObject({ code: 'not-found' });
  });

  test('for another processor is not started', async () => {
    for (const indexed of [true, false]) {
      expect(await launch(shellImage({ architecture: 's390x', indexed }))).toMatchObject({ code: 'wrong-platform' });
    }
  });

  test.each([
    ['nothing to start', {}],
    ['a command that is missing', { Entrypoint: ['/srv/missing'] }],
    ['a command that is not on its path', { Cmd: ['missing'], Env: ['PATH=/bin'] }],
    ['a command that no file system takes', { Cmd: ['n'.repeat(15_000)] }],
    ['a path that leads up to nothing', { Cmd: ['missing'], Env: [`PATH=../bin:../../..:${'n'.repeat(300)}`] }],
  ])('with %s has no entry point', async (_, config) => {
    expect(await launch(shellImage({ config }))).toMatchObject({ code: 'no-entry-point', attempts: [] });
  });

  test('is not started without a sandbox', async () => {
    const open = await launchKinds({ oci: { 'registry.test': registry.url } }, {}, 'none');
    expect(await open.launch(plan('test/known'))).toMatchObject({ code: 'launcher-incomplete' });
    await open.close();
  });
});

describe('what does not fit its digest is never unpacked', () => {
  test.each(['config', 'layer', 'diff-id'] as const)('%s', async (tamper) => {
    expect(await launch(shellImage({ tamper }))).toMatchObject({ code: 'digest-mismatch', attempts: [] });
  });
  test('manifest', async () => {
    expect(await launch(shellImage({ tamper: 'manifest', indexed: true }))).toMatchObject({ code: 'digest-mismatch' });
  });
});

describe('a hostile image', () => {
  const outside = (entry: object) => shellImage({ layers: [shellLayer(), [{ name: 'x', ...entry }]] });

  test.each([
    ['a path out of it', { name: '../../../../tmp/toolgate-escaped' }],
    ['a path out of a folder of it', { name: 'a/../../../tmp/toolgate-escaped' }],
    ['a hard link to a file out of it', { type: 'link' as const, linkname: '../../../../etc/passwd' }],
    ['a hard link to a file that is not in it', { type: 'link' as const, linkname: '/etc/passwd' }],
    ['a whiteout out of it', { name: '../../.wh.tmp' }],
    ['a name that is too long', { name: 'n'.repeat(300) }],
  ])('with %s is refused', async (_, entry) => {
    expect(await launch(outside(entry))).toMatchObject({ code: 'unsafe-archive', attempts: [] });
    expect(existsSync('/tmp/toolgate-escaped')).toBe(false);
  });

  test('with links that lead out writes and reads only inside', async () => {
    const outcome = await launch(
      shellImage({
        layers: [
          ...shellImage().layers,
          [
            { name: 'data', type: 'symlink', linkname: '../../../../../../srv' },
            { name: 'home', type: 'symlink', linkname: '/etc' },
            { name: 'loop', type: 'symlink', linkname: 'loop' },
          ],
          [{ name: 'data/written', content: 'x' }],
        ],
      }),
    );
    expect(outcome).toMatchObject({ code: 'listed' });
    const found = outcome.tools.find(({ name }) => name === 'data')?.description;
    expect(found).toBe('/data/server /data/written');
  });

  test('with an entry below a link that leads nowhere is refused', async () => {
    for (const linkname of ['loop', '/nowhere', '../srv/server']) {
      const layers = [
        ...shellImage().layers,
        [{ name: 'loop', type: 'symlink' as const, linkname }],
        [{ name: 'loop/file', content: 'x' }],
      ];
      expect(await launch(shellImage({ layers }))).toMatchObject({ code: 'unsafe-archive' });
    }
  });

  test('has its devices and pipes left out', async () => {
    const devices = (['character-device', 'block-device', 'fifo'] as const).map((type) => ({
      name: `data/${type}`,
      type,
    }));
    const outcome = await launch(shellImage({ layers: [...shellImage().layers, devices] }));
    expect(outcome.tools.find(({ name }) => name === 'data')?.description).toBe('/data/*');
  });

  test('that is a bomb is refused: by size, by packing, by number', async () => {
    const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)));
    const large = { name: 'noise', content: Buffer.concat(Array(16 * 32).fill(noise)) };
    expect(await launch(outside({ ...large }), {})).toMatchObject({ code: 'too-large', attempts: [] });
    expect(await launch(outside({ name: 'zeros', content: Buffer.alloc(50 * MB) }))).toMatchObject({
      code: 'too-large',
    });
    const many = Array.from({ length: 600 }, (_, i) => ({ name: `many/${i}` }));
    expect(await launch(shellImage({ layers: [many] }))).toMatchObject({ code: 'too-large' });
  });

  test('whose layer is no archive is refused', async () => {
    const repository = 'test/broken';
    await registry.publish(repository, 'latest', shellImage({ layers: [] }));
    expect(await launcher.launch(plan(repository))).toMatchObject({ code: 'no-entry-point' });
    const broken = shellImage();
    broken.layers.push([{ name: 'x', type: 'link', linkname: 'x' }]);
    expect(await launch(broken)).toMatchObject({ code: 'unsafe-archive' });
  });

  test('has variables of the loader left out', async () => {
    const config = {
      ...shellImage().config,
      Env: ['LD_PRELOAD=/srv/evil.so', 'LD_LIBRARY_PATH=/srv', 'FROM_IMAGE=yes'],
    };
    expect(await launch(shellImage({ config }))).toMatchObject({ code: 'listed' });
  });
});

describe('a registry', () => {
  test('is asked with a token that only it sees', async () => {
    const blobs = await startOciRegistry();
    const first = await startOciRegistry({ token: 'anonymous', blobsAt: () => blobs.url });
    const image = shellImage();
    await first.publish('some/image', 'latest', image);
    // The other host holds the same blobs, and wants no token.
    await blobs.publish('some/image', 'latest', image);
    const sources = { oci: { 'registry.test': first.url }, allowPrivate: [first.url.host, blobs.url.host] };
    const other = await launchKinds(sources);
    // Its paths start with /elsewhere, which the plain registry does not know: 404 there ends as not found.
    const outcome = await other.launch(plan('some/image'));
    expect(outcome.code).toBe('not-found');
    expect(first.requests.findLast((line) => line.includes('/manifests/'))).toContain('with a token');
    expect(blobs.requests).toEqual([
      expect.stringMatching(/^GET \/elsewhere\/v2\/some\/image\/blobs\/sha256:[0-9a-f]+$/),
    ]);
    await other.close();
    await first.close();
    await blobs.close();
  });

  test('that leads to a private address is not followed there', async () => {
    const blobs = await startOciRegistry();
    const first = await startOciRegistry({ blobsAt: () => blobs.url });
    await first.publish('some/image', 'latest', shellImage());
    const other = await launchKinds({ oci: { 'registry.test': first.url }, allowPrivate: [first.url.host] });
    const outcome = await other.launch(plan('some/image'));
    expect(outcome).toMatchObject({ code: 'redirected', detail: expect.stringContaining(blobs.url.host) });
    expect(blobs.requests).toEqual([]);
    await other.close();
    await first.close();
    await blobs.close();
  });

  test('that wants a login, is in trouble or is not there', async () => {
    const closed = await startOciRegistry({ token: 'never' });
    await closed.publish('some/image', 'latest', shellImage());
    const trouble = createServer((_, response) => response.writeHead(503).end()).listen(0, '127.0.0.1');
    await once(trouble, 'listening');
    const address = new URL(`http://127.0.0.1:${(trouble.address() as AddressInfo).port}/`);
    const oci = { 'closed.test': closed.url, 'trouble.test': address, 'gone.test': new URL('http://127.0.0.1:9/') };
    const other = await launchKinds({ oci, allowPrivate: 'all' });
    const ask = (name: string) => other.launch({ ...plan('some/image'), identifier: `${name}/some/image` });
    expect(await ask('closed.test')).toMatchObject({ code: 'auth-required' });
    expect(await ask('trouble.test')).toMatchObject({ code: 'registry-unavailable' });
    expect(await ask('gone.test')).toMatchObject({ code: 'registry-unavailable' });
    expect(await ask('127.0.0.1')).toMatchObject({ code: 'registry-unavailable' });
    await other.close();
    await closed.close();
    trouble.close();
    const strict = await launchKinds({});
    expect(await strict.launch({ ...plan('x'), identifier: '127.0.0.1:5000/x' })).toMatchObject({
      code: 'address-refused',
    });
    await strict.close();
  });
});
