import { expect, test } from 'vitest';
import { clones } from './clones.ts';
import { MOST_SERVERS_NAMED, type IndexedServer } from './indexed-server.ts';

const server = (id: number, publisher: string): IndexedServer => ({
  id,
  slug: `server-${id}`,
  name: `Server ${id}`,
  publisher,
  tools: [],
});
const copies = (servers: readonly IndexedServer[]) =>
  clones(new Map([['hash', servers.map((one) => ({ server: one, tool: 'read_mail' }))]]));

test('copies of one publisher are versions of one server', () => {
  const clonesOf = copies([server(1, 'acme'), server(2, 'acme')]);
  expect(clonesOf(1)).toEqual([]);
  expect(clonesOf(2)).toEqual([]);
});

test('a copy names the servers of other publishers', () => {
  const [a, b, c] = [server(1, 'acme'), server(2, 'beta'), server(3, 'acme')];
  const clonesOf = copies([a, b, c]);
  expect(clonesOf(1)).toEqual([{ tool: 'read_mail', servers: [b] }]);
  expect(clonesOf(2)).toEqual([{ tool: 'read_mail', servers: [a, c] }]);
});

test('thousands of copies by one publisher do not hide those of another one', () => {
  const many = Array.from({ length: 50_000 }, (_, id) => server(id, 'acme'));
  const last = server(50_000, 'beta');
  const clonesOf = copies([...many, last]);
  expect(clonesOf(0)).toEqual([{ tool: 'read_mail', servers: [last] }]);
  expect(clonesOf(49_999)).toEqual([{ tool: 'read_mail', servers: [last] }]);
  expect(clonesOf(50_000)[0]?.servers).toHaveLength(MOST_SERVERS_NAMED);
});
