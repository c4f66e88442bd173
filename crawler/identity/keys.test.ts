import { describe, expect, it } from 'vitest';
import { packageKey } from '../../catalog/package-key.ts';
import { isCalledAfter } from './is-called-after.ts';
import { mcpNameOfManifest, mcpNamesOfReadme } from './mcp-name.ts';
import { isUnder, namespaceOf } from './namespace.ts';
import { remoteName } from './remote-key.ts';
import { repositoryKey, repositoryName } from './repository-key.ts';

describe('crawler/identity/keys.test.ts', () => {
  it.each([
    ['https://github.com/Acme/Notes', undefined, 'repository:github.com/acme/notes'],
    ['https://www.github.com/acme/notes.git/', undefined, 'repository:github.com/acme/notes'],
    ['git+https://github.com/acme/notes.git', undefined, 'repository:github.com/acme/notes'],
    ['git@github.com:acme/notes.git', undefined, 'repository:github.com/acme/notes'],
    ['git://github.com/acme/notes', undefined, 'repository:github.com/acme/notes'],
    ['https://github.com/acme/notes?tab=readme#top', undefined, 'repository:github.com/acme/notes'],
    ['https://github.com/acme/notes/tree/main/servers/x/', undefined, 'repository:github.com/acme/notes#servers/x'],
    ['https://github.com/acme/notes/tree/main/servers/x', 'other', 'repository:github.com/acme/notes#other'],
    ['https://github.com/acme/notes', './servers//x/', 'repository:github.com/acme/notes#servers/x'],
    ['https://github.com/acme/notes', '../../x', 'repository:github.com/acme/notes'],
    ['https://gitlab.com/group/sub/notes/-/tree/main/x', undefined, 'repository:gitlab.com/group/sub/notes#x'],
    ['https://github.com/acme', undefined, undefined],
    ['https://github.com', undefined, undefined],
    ['not a url', undefined, undefined],
    ['javascript:alert(1)', undefined, undefined],
  ])('reads the repository %s (%s)', (url, subfolder, key) => {
    const name = repositoryName(url, subfolder);
    expect(name && repositoryKey(name)).toBe(key);
  });

  it.each([
    ['npm', '@acme/notes', 'package:npm:@acme/notes'],
    ['NPM', '@acme/notes@1.2.3', 'package:npm:@acme/notes'],
    ['npm', 'Notes', 'package:npm:Notes'],
    ['pypi', 'Acme_Notes.Server', 'package:pypi:acme-notes-server'],
    ['pypi', 'acme-notes[cli]==1.0', 'package:pypi:acme-notes'],
    ['oci', 'docker.io/Acme/notes:1.0.0', 'package:oci:acme/notes'],
    ['oci', 'ghcr.io/acme/notes@sha256:' + 'a'.repeat(64), 'package:oci:ghcr.io/acme/notes'],
    ['oci', 'localhost:5000/notes', 'package:oci:localhost:5000/notes'],
    ['docker', 'library/notes', 'package:oci:notes'],
    ['nuget', 'Acme.Notes', 'package:nuget:acme.notes'],
    ['npm', ' ', undefined],
    ['npm', '@', undefined],
  ])('reads the %s package %s', (registryType, identifier, key) => {
    expect(packageKey({ registryType, identifier })).toBe(key);
  });

  it.each([
    ['https://MCP.example.com:443/mcp/?key=1#x', 'remote:mcp.example.com/mcp'],
    ['http://mcp.example.com./mcp', 'remote:mcp.example.com/mcp'],
    ['https://user:pass@mcp.example.com/', 'remote:mcp.example.com'],
    ['https://mcp.example.com:8080/a', 'remote:mcp.example.com:8080/a'],
    ['https://{host}/mcp', undefined],
    ['ftp://mcp.example.com/', undefined],
  ])('reads the remote %s', (url, key) => {
    expect(remoteName(url)?.key).toBe(key);
  });

  it('reads who may publish under a name', () => {
    expect(namespaceOf('io.github.Acme/notes')).toMatchObject({ account: 'github.com/acme', domain: 'acme.github.io' });
    expect(namespaceOf('com.example.mcp/x')).toEqual({ namespace: 'com.example.mcp', domain: 'mcp.example.com' });
    expect(namespaceOf('io.github/x').account).toBeUndefined();
    expect(isUnder('mcp.example.com', 'example.com')).toBe(true);
    expect(isUnder('evilexample.com', 'example.com')).toBe(false);
    expect(isUnder('example.com', 'com')).toBe(false);
  });

  it('tells what is called after a repository', () => {
    const repository = 'repository:github.com/acme/x-server#packages/a';
    expect(isCalledAfter('package:npm:@acme/anything', repository)).toBe(true);
    expect(isCalledAfter('package:oci:ghcr.io/acme/y', repository)).toBe(true);
    expect(isCalledAfter('package:pypi:x_server', repository)).toBe(true);
    expect(isCalledAfter('package:npm:@evil/x-server', repository)).toBe(false);
    expect(isCalledAfter('package:npm:evil', repository)).toBe(false);
    expect(isCalledAfter('remote:acme.example', repository)).toBe(false);
  });

  it('reads what a package says of its server', () => {
    expect(mcpNameOfManifest({ mcpName: ' io.github.acme/notes ' })).toBe('io.github.acme/notes');
    for (const odd of [{ mcpName: 7 }, { mcpName: 'no name' }, {}, null, 'x'])
      expect(mcpNameOfManifest(odd)).toBeUndefined();
    const readme = 'text\n<!-- mcp-name: io.github.acme/notes -->\nIt is mcp-name: com.acme/x.\nmcp-name: nothing\n';
    expect(mcpNamesOfReadme(readme)).toEqual(['io.github.acme/notes', 'com.acme/x']);
    expect(mcpNamesOfReadme('mcp-name:'.repeat(50_000))).toEqual([]);
  });
});
