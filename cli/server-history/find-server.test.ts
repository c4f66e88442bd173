import { expect, test } from 'vitest';
import { Rejected } from '../../catalog/errors.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { findServer } from './find-server.ts';

const AT = '2026-01-01T00:00:00.000Z';

function catalogue() {
  const store = temporaryStore();
  const put = (name: string, identifier: string, more: object = {}, status: 'active' | 'deleted' = 'active') => {
    const packages = [{ registryType: 'npm', identifier, version: '1.0.0', transport: { type: 'stdio' } }];
    store.servers.put({ identity: name, server: { name, description: '', packages, ...more }, status }, AT);
  };
  put('io.github.acme/notes', '@acme/notes-mcp', { repository: { url: 'https://github.com/Acme/notes.git' } });
  put('io.github.acme/mono-a', 'mono-a', { repository: { url: 'https://github.com/acme/mono' } });
  put('io.github.acme/mono-b', 'mono-b', { repository: { url: 'https://github.com/acme/mono' } });
  put('com.example/weather', 'weather', { remotes: [{ type: 'sse', url: 'https://Weather.example.com/mcp/' }] });
  put('com.example/gone', 'gone-mcp', {}, 'deleted');
  put('com.example/heir', 'gone-mcp');
  return store;
}

test.each([
  ['io.github.acme/notes', 'io.github.acme/notes'],
  ['IO.GITHUB.ACME/Notes', 'io.github.acme/notes'],
  ['io-github-acme-notes', 'io.github.acme/notes'],
  ['  @acme/notes-mcp ', 'io.github.acme/notes'],
  ['@acme/notes-mcp@2.0.0', 'io.github.acme/notes'],
  ['https://github.com/acme/notes', 'io.github.acme/notes'],
  ['git+https://www.github.com/acme/notes.git#main', 'io.github.acme/notes'],
  ['https://weather.example.com/mcp', 'com.example/weather'],
  ['https://catalogue.example/tools/com-example-weather/get_weather/', 'com.example/weather'],
  ['com.example/gone', 'com.example/gone'],
  // What is hidden stands behind what is shown.
  ['gone-mcp', 'com.example/heir'],
])('%j', (asked, name) => expect(findServer(catalogue(), asked).name).toBe(name));

test.each([
  ['', /is empty/, /Give a name/],
  ['https://github.com/acme/mono', /2 servers go by/, /mono-a, io\.github\.acme\/mono-b/],
  ['io.github.acme/nots', /no server/, /Did you mean io\.github\.acme\/notes\?/],
  ['wether', /no server/, /Did you mean com\.example\/weather\?/],
  ['note', /no server/, /Did you mean io\.github\.acme\/notes\?/],
  ['acme', /no server/, /Did you mean io\.github\.acme\/notes, /],
  ['xyzzy', /no server/, /Give a name, a slug/],
  ['/', /no server/, /Give a name, a slug/],
  ['*'.repeat(100_000), /no server/, /Give a name, a slug/],
])('%.40j is refused', (asked, message, hint) => {
  let thrown: unknown;
  try {
    findServer(catalogue(), asked);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Rejected);
  expect((thrown as Rejected).message).toMatch(message);
  expect((thrown as Rejected).hint).toMatch(hint);
});
