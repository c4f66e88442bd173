import { describe, expect, it } from 'vitest';
import { PackageSpec } from '../../../catalog/model/server-json.ts';
import { packageConfig, remoteConfig } from './client-config.ts';

const spec = (more: object): PackageSpec =>
  PackageSpec.parse({ registryType: 'npm', identifier: '@example/notes', version: '1.2.3', ...more });
const entry = (more: object, launched?: string) => {
  const config = packageConfig('notes-server', spec(more), launched);
  return config && (JSON.parse(config.text) as { mcpServers: Record<string, unknown> }).mcpServers;
};

describe('site/view/server/client-config.test.ts', () => {
  it.each([
    [{}, { command: 'npx', args: ['-y', '@example/notes@1.2.3'] }],
    [
      { registryType: 'pypi', identifier: 'notes' },
      { command: 'uvx', args: ['notes@1.2.3'] },
    ],
    [
      { registryType: 'nuget', identifier: 'Notes.Mcp' },
      { command: 'dnx', args: ['Notes.Mcp@1.2.3', '--yes'] },
    ],
    [
      { registryType: 'oci', identifier: 'images.example:5000/a/notes' },
      { command: 'docker', args: ['run', '-i', '--rm', 'images.example:5000/a/notes:1.2.3'] },
    ],
    [
      { registryType: 'oci', identifier: 'images.example/a/notes:2.0.0', version: undefined },
      { command: 'docker', args: ['run', '-i', '--rm', 'images.example/a/notes:2.0.0'] },
    ],
    [
      { registryType: 'oci', identifier: 'a/notes:latest', version: `sha256:${'0'.repeat(64)}` },
      { command: 'docker', args: ['run', '-i', '--rm', `a/notes@sha256:${'0'.repeat(64)}`] },
    ],
  ])('starts a package at one exact version: %j', (more, config) => {
    expect(entry(more)).toEqual({ 'notes-server': config });
  });

  it('pins the version that was launched', () => {
    expect(entry({}, '1.4.0')).toEqual({ 'notes-server': { command: 'npx', args: ['-y', '@example/notes@1.4.0'] } });
  });

  it.each([
    { version: 'latest' },
    { version: '^1.0.0' },
    { version: undefined },
    { identifier: '--eval' },
    { identifier: 'https://example.com/a.tgz' },
    { identifier: 'a b' },
    { registryType: 'mcpb', identifier: 'https://example.com/a.mcpb' },
    { registryType: 'constructor' },
    { transport: { type: 'streamable-http' } },
    { registryType: 'oci', identifier: 'a/notes:latest', version: undefined },
    { registryType: 'oci', identifier: 'a/notes@sha256:short' },
    { registryType: 'oci', identifier: '-v/:/host' },
  ])('makes no command of what is not plainly named: %j', (more) => {
    expect(entry(more)).toBeUndefined();
  });

  it('asks for required variables by name, and prints no value', () => {
    const environmentVariables = [
      { name: 'KEY', isRequired: true, isSecret: true, value: 'hunter2', default: 'hunter2' },
      { name: 'REGION', isRequired: true, default: 'hunter2' },
      { name: 'DEBUG', default: 'hunter2' },
    ];
    expect(entry({ environmentVariables })).toEqual({
      'notes-server': {
        command: 'npx',
        args: ['-y', '@example/notes@1.2.3'],
        env: { KEY: '<your KEY>', REGION: '<your REGION>' },
      },
    });
    expect(JSON.stringify(entry({ registryType: 'oci', identifier: 'a/b', environmentVariables }))).toContain(
      '"-e","KEY","-e","REGION","a/b:1.2.3"',
    );
  });

  it('asks for secrets that the record does not call required, and says which', () => {
    const environmentVariables = [
      { name: 'KEY', isRequired: true },
      { name: 'TOKEN', isSecret: true },
      { name: 'DEBUG' },
    ];
    expect(packageConfig('notes', spec({ environmentVariables }), undefined)).toMatchObject({ perhaps: ['TOKEN'] });
    expect(entry({ environmentVariables })).toMatchObject({
      'notes-server': { env: { KEY: '<your KEY>', TOKEN: '<your TOKEN>' } },
    });
    expect(packageConfig('notes', spec({}), undefined)).not.toHaveProperty('perhaps');
  });

  it.each([
    ['com-supabase-mcp', 'com-supabase-mcp'],
    ['com-notion-mcp', 'com-notion-mcp'],
    [`${'a'.repeat(39)}-b`, /^a{31}-[0-9a-f]{8}$/],
    [`${'a'.repeat(39)}-c`, /^a{31}-[0-9a-f]{8}$/],
    ['_.-', /^server-[0-9a-f]{8}$/],
  ])('keeps two servers apart in one list: %s', (slug, key) => {
    const { text } = remoteConfig(slug, { type: 'sse', url: 'https://example.com/' })!;
    expect(Object.keys((JSON.parse(text) as { mcpServers: object }).mcpServers)).toEqual([expect.stringMatching(key)]);
  });

  it('passes fixed and required arguments', () => {
    const packageArguments = [
      { type: 'positional', value: 'mcp' },
      { type: 'positional', valueHint: 'folder', isRequired: true },
      { type: 'positional', valueHint: 'other' },
      { type: 'named', name: '--mode', value: 'stdio' },
      { type: 'named', name: '--token', isRequired: true, isSecret: true, value: 'hunter2' },
      { type: 'named', name: '--quiet', isRequired: true },
      { type: 'named', name: '--url', value: 'https://{host}', isRequired: true },
    ];
    expect(entry({ packageArguments })).toMatchObject({
      'notes-server': {
        args: [
          '-y',
          '@example/notes@1.2.3',
          'mcp',
          '<your folder>',
          '--mode',
          'stdio',
          '--token',
          '<your --token>',
          '--quiet',
          '--url',
          '<your --url>',
        ],
      },
    });
  });

  it.each([
    ['streamable-http', 'https://example.com/mcp', 'http'],
    ['sse', 'https://example.com/sse', 'sse'],
  ])('reaches a remote address: %s', (type, url, kind) => {
    expect(JSON.parse(remoteConfig('notes', { type, url })!.text)).toEqual({
      mcpServers: { notes: { type: kind, url } },
    });
  });

  it.each([
    ['websocket', 'https://example.com/'],
    ['sse', 'javascript:alert(1)'],
    ['sse', 'https://user:hunter2@example.com/'],
    ['sse', 'https://{tenant}.example.com/'],
    ['sse', 'https://example.com/{tenant}'],
    ['constructor', 'https://example.com/'],
  ])('makes nothing of another one: %s %s', (type, url) => {
    expect(remoteConfig('a-b', { type, url })).toBeUndefined();
  });
});
