import { describe, expect, it } from 'vitest';
import type { IndexedServer } from './indexed-server.ts';
import { similarServers } from './similar-servers.ts';

const server = (id: number, slug: string, names: readonly string[]): IndexedServer => ({
  id,
  slug,
  name: slug,
  publisher: slug,
  tools: names.map((name) => ({ name })) as unknown as IndexedServer['tools'],
});

const ISSUES = ['create_issue', 'list_issues', 'merge_pull_request', 'list_commits'];
const WORLD = [
  server(1, 'a-forge', ISSUES),
  server(2, 'b-forge', ['createIssue', 'getIssues', 'listCommits', 'mergePullRequest', 'forkRepository']),
  server(3, 'c-mail', ['send_mail', 'list_mailboxes', 'search_mail']),
  server(4, 'd-mail', ['sendMail', 'listMailboxes', 'archiveMail']),
  server(5, 'e-alone', ['frobnicate']),
  server(6, 'f-empty', []),
];
const slugs = (world: readonly IndexedServer[]) => {
  const found = similarServers(world);
  return Object.fromEntries(
    world.map(({ id, slug }) => [
      slug,
      found.get(id)!.map((other) => world.find((each) => each.id === other.id)!.slug),
    ]),
  );
};

describe('crawler/inspect/similar-servers.test.ts', () => {
  it('finds servers whose tools are called alike, however they are spelled', () => {
    expect(slugs(WORLD)).toEqual({
      'a-forge': ['b-forge'],
      'b-forge': ['a-forge'],
      'c-mail': ['d-mail'],
      'd-mail': ['c-mail'],
      'e-alone': [],
      'f-empty': [],
    });
    expect(similarServers(WORLD).get(3)).toEqual([{ id: 4, shared: ['mail', 'mailboxes', 'send', 'list'] }]);
  });

  it('gives the same lists whatever the order of the catalogue', () => {
    expect(similarServers(WORLD.toReversed())).toEqual(similarServers(WORLD));
  });

  it('keeps the nearest, and few copies of the same server', () => {
    const copies = Array.from({ length: 9 }, (_, i) => server(10 + i, `z-copy-${i}`, ISSUES));
    expect(slugs([...WORLD, ...copies])['a-forge']).toEqual(['z-copy-0', 'z-copy-1', 'b-forge']);
  });

  it('does not call servers similar for a word that all have', () => {
    const names = (i: number) => ['list_things', `alpha${String.fromCodePoint(0x4e00 + i)}_only`];
    const many = Array.from({ length: 600 }, (_, i) => server(i + 1, `s${String(i).padStart(3, '0')}`, names(i)));
    expect([...similarServers(many).values()].every((others) => others.length === 0)).toBe(true);
  });

  it('is bounded for servers with very many tools', () => {
    const word = (i: number) => `w${i.toString(36).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!)}`;
    const huge = Array.from({ length: 300 }, (_, i) =>
      server(
        i + 1,
        `s${i}`,
        Array.from({ length: 1000 }, (__, j) => `${word(j * 7 + (i % 5))}_${'x'.repeat(500)}`),
      ),
    );
    expect([...similarServers(huge).values()].every((others) => others.length <= 5)).toBe(true);
  });
});
