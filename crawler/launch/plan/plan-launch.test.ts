import { describe, expect, test } from 'vitest';
import { ServerJson } from '../../../catalog/model/server-json.ts';
import { planLaunch } from './plan-launch.ts';

const server = (...packages: object[]) => ServerJson.parse({ name: 'io.example/server', description: '', packages });
const npm = (identifier: string, version?: string, more: object = {}) => ({
  registryType: 'npm',
  identifier,
  version,
  transport: { type: 'stdio' },
  ...more,
});

const of = (registryType: string, identifier: string, version?: string, more: object = {}) => ({
  ...npm(identifier, version, more),
  registryType,
});
const remote = (type: string, url: string) => ({ type, url });

test('a package is planned with its arguments and variables', () => {
  const environmentVariables = [{ name: 'KEY', isRequired: true }];
  expect(planLaunch(server(npm('@scope/name', '1.2.3', { environmentVariables })))).toMatchObject({
    plan: [{ kind: 'npm', identifier: '@scope/name', version: '1.2.3', arguments: [], environment: [{ name: 'KEY' }] }],
  });
});

test('all ways are planned: over standard input and output, over HTTP, somewhere else', () => {
  const http = npm('web', '1.0.0', { transport: { type: 'streamable-http', url: 'http://localhost:3000/mcp' } });
  const record = ServerJson.parse({
    name: 'io.example/server',
    description: '',
    packages: [http, of('pypi', 'Some.Project', '0.1'), of('oci', 'ghcr.io/some/image:1.0'), npm('name', '1.0.0')],
    remotes: [remote('sse', 'https://example.com/sse'), remote('streamable-http', 'https://example.com/mcp')],
  });
  const result = planLaunch(record);
  expect('plan' in result && result.plan.map(({ kind, identifier }) => `${kind} ${identifier}`)).toEqual([
    'pypi Some.Project',
    'oci ghcr.io/some/image',
    'npm name',
    'npm web',
    'remote https://example.com/sse',
    'remote https://example.com/mcp',
  ]);
});

test('a package that is named twice is one way, and a record cannot have more than six', () => {
  expect(planLaunch(server(npm('name'), npm('name')))).toMatchObject({ plan: [{ identifier: 'name' }] });
  const many = planLaunch(server(...Array.from({ length: 50 }, (_, i) => npm(`name${i}`))));
  expect('plan' in many && many.plan).toHaveLength(6);
});

test('without a version the newest is launched', () => {
  expect(planLaunch(server(npm('name')))).toMatchObject({ plan: [{ version: 'latest' }] });
});

test('a usable package is found behind an unusable one', () => {
  expect(planLaunch(server(npm('../evil'), npm('good', '1.0.0')))).toMatchObject({ plan: [{ identifier: 'good' }] });
});

test('servers of other kinds are unsupported, and the detail says what they offer', () => {
  expect(planLaunch(server())).toEqual({ code: 'unsupported-kind', detail: 'It names no package and no remote.' });
  expect(planLaunch(server(of('nuget', 'Name', '1.0.0'), of('cargo', 'name')))).toEqual({
    code: 'unsupported-kind',
    detail: 'It offers only: cargo over stdio, nuget over stdio.',
  });
  for (const kind of ['__proto__', 'constructor', 'toString']) {
    expect(planLaunch(server(of(kind, 'name')))).toMatchObject({ code: 'unsupported-kind' });
  }
});

describe('images', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  test.each([
    ['mcp/server', undefined, 'docker.io/mcp/server', 'latest'],
    ['server', '1.0', 'docker.io/library/server', '1.0'],
    ['docker.io/server:2', '1.0', 'docker.io/library/server', '2'],
    ['ghcr.io/some/thing', '1.0', 'ghcr.io/some/thing', '1.0'],
    ['localhost:5000/thing:x', undefined, 'localhost:5000/thing', 'x'],
    [`ghcr.io/some/thing:1@${digest}`, '1.0', 'ghcr.io/some/thing', digest],
  ])('%s, version %s', (identifier, version, expected, reference) => {
    expect(planLaunch(server(of('oci', identifier, version)))).toMatchObject({
      plan: [{ kind: 'oci', identifier: expected, version: reference }],
    });
  });

  test.each([
    'https://ghcr.io/some/thing',
    'ghcr.io/../thing',
    'ghcr.io/Some/Thing',
    'ghcr.io//thing',
    'ghcr.io/thing:tag:tag',
    'ghcr.io/thing@sha256:abc',
    'ghcr.io/thing@md5:abc@x',
    '-v/thing',
    'thing --privileged',
    'user@ghcr.io/thing',
    'a/'.repeat(200),
    '999.999.999.999/thing',
    'x.example:99999/thing',
    'thing:',
    '',
  ])('%j is none', (identifier) => {
    expect(planLaunch(server(of('oci', identifier || ' ')))).toMatchObject({ code: 'refused' });
  });
});

describe('what is no Python project, no bundle and no remote is refused', () => {
  test.each([
    ['-r', '1.0'],
    ['name @ https://elsewhere.invalid/x.whl', '1.0'],
    ['git+https://elsewhere.invalid/x', '1.0'],
    ['../name', '1.0'],
    ['name[extra]', '1.0'],
    ['name', '>=1.0'],
    ['name', '1.*'],
    ['name', '--pre'],
    ['name', '1.0 ; python_version'],
    ['n'.repeat(201), '1.0'],
  ])('%j @ %j', (identifier, version) => {
    expect(planLaunch(server(of('pypi', identifier, version)))).toMatchObject({ code: 'refused' });
  });

  test.each(['file:///etc/passwd', 'name', 'ftp://example.com/x.mcpb', 'https://user:secret@example.com/x.mcpb'])(
    'bundle %j',
    (identifier) => expect(planLaunch(server(of('mcpb', identifier)))).toMatchObject({ code: 'refused' }),
  );

  test('a bundle with a hash that is none', () => {
    const bundle = of('mcpb', 'https://example.com/x.mcpb', '1.0', { fileSha256: 'abc' });
    expect(planLaunch(server(bundle))).toMatchObject({ code: 'refused' });
  });

  test.each([
    ['streamable-http', 'https://{tenant}.example.com/mcp'],
    ['streamable-http', 'https://user:secret@example.com/mcp'],
    ['streamable-http', 'ws://example.com/mcp'],
    ['websocket', 'https://example.com/mcp'],
    ['constructor', 'https://example.com/mcp'],
  ])('remote over %s at %s', (type, url) => {
    const record = { name: 'io.example/server', description: '', remotes: [remote(type, url)] };
    const result = planLaunch(ServerJson.parse(record));
    expect(result).toMatchObject({ code: 'refused' });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('hostile references are refused', () => {
  test.each([
    ['git+https://git.invalid/a.git', '1.0.0'],
    ['git@github.com:a/b.git', '1.0.0'],
    ['somebody/something', '1.0.0'],
    ['https://elsewhere.invalid/a.tgz', '1.0.0'],
    ['file:../../etc', '1.0.0'],
    ['../../etc/passwd', '1.0.0'],
    ['/etc/passwd', '1.0.0'],
    ['./a.tgz', '1.0.0'],
    ['alias@npm:other', '1.0.0'],
    ['name@2.0.0', '1.0.0'],
    ['--registry=https://elsewhere.invalid', '1.0.0'],
    ['-g', '1.0.0'],
    ['name other', '1.0.0'],
    ['name;rm -rf /', '1.0.0'],
    ['name\u0000', '1.0.0'],
    ['@scope', '1.0.0'],
    ['@scope/../name', '1.0.0'],
    ['NAME%2f..', '1.0.0'],
    ['node_modules', '1.0.0'],
    ['n'.repeat(300), '1.0.0'],
    ['name', 'git+https://git.invalid/a.git'],
    ['name', 'npm:other@1.0.0'],
    ['name', 'file:../other'],
    ['name', 'https://elsewhere.invalid/a.tgz'],
    ['name', 'somebody/something'],
    ['name', '^1.0.0'],
    ['name', '*'],
    ['name', '1.x || 2.x'],
    ['name', '--force'],
    ['name', '../1.0.0'],
    ['name', '1.0.0\n2.0.0'],
  ])('%j @ %j', (identifier, version) => {
    expect(planLaunch(server(npm(identifier, version)))).toMatchObject({ code: 'refused' });
  });
});

test('values that no command line can hold are refused', () => {
  const nul = npm('name', '1.0.0', { packageArguments: [{ type: 'positional', value: 'a\0b' }] });
  expect(planLaunch(server(nul))).toMatchObject({ code: 'refused' });
  const variables = Array.from({ length: 100 }, (_, i) => ({ name: `V${i}`, value: 'x'.repeat(4000) }));
  const long = npm('name', '1.0.0', { environmentVariables: variables });
  expect(planLaunch(server(long))).toMatchObject({ code: 'refused' });
});
