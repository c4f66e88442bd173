import { describe, expect, test } from 'vitest';
import { ServerJson } from '../../catalog/model/server-json.ts';
import { planLaunch } from './plan.ts';

const server = (...packages: object[]) => ServerJson.parse({ name: 'io.example/server', description: '', packages });
const npm = (identifier: string, version?: string, more: object = {}) => ({
  registryType: 'npm',
  identifier,
  version,
  transport: { type: 'stdio' },
  ...more,
});

test('the first npm package over stdio is planned, with its arguments and variables', () => {
  const environmentVariables = [{ name: 'KEY', isRequired: true }];
  const result = planLaunch(
    server({ ...npm('other'), registryType: 'pypi' }, npm('@scope/name', '1.2.3', { environmentVariables })),
  );
  expect(result).toMatchObject({
    plan: { kind: 'npm', identifier: '@scope/name', version: '1.2.3', arguments: [], environment: [{ name: 'KEY' }] },
  });
});

test('without a version the tag latest is launched', () => {
  expect(planLaunch(server(npm('name')))).toMatchObject({ plan: { version: 'latest' } });
});

test('a usable package is found behind an unusable one', () => {
  expect(planLaunch(server(npm('../evil'), npm('good', '1.0.0')))).toMatchObject({ plan: { identifier: 'good' } });
});

test('servers of other kinds are unsupported, and the detail says what they offer', () => {
  expect(planLaunch(server())).toEqual({ code: 'unsupported-kind', detail: 'It names no package and no remote.' });
  const http = npm('name', '1.0.0', { transport: { type: 'streamable-http', url: 'https://x.invalid' } });
  expect(planLaunch(server(http, { ...npm('x'), registryType: 'oci' }))).toEqual({
    code: 'unsupported-kind',
    detail: 'It offers only: npm over streamable-http, oci over stdio.',
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
