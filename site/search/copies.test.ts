import { expect, test } from 'vitest';
import { copies } from './copies.ts';
import { documentWords } from './document-words.ts';
import { serverWords } from './server-words.ts';
import type { IndexedTool } from './search-piece.ts';

/** The tools of a server, as the index gets them. */
const tools = (server: string, described: Record<string, string>): IndexedTool[] =>
  Object.entries(described).map(([name, description]) => ({
    name,
    slug: name,
    text: description,
    facet: 0,
    words: [...documentWords({ name, title: null, description, server: serverWords(server) })],
  }));

const CREATE =
  'Opens a new ticket in a project of the tracker, with a summary, a priority and the people who shall watch it.';
const CLOSE =
  'Closes a ticket of the tracker for good and tells everybody who watches it, unless silence was asked for.';
const MOVE = 'Moves tickets from one board to another and keeps their history, labels, attachments and estimates.';
const ORIGINAL = { create_ticket: CREATE, close_ticket: CLOSE, move_tickets: MOVE };

test.each([
  ['the same', ORIGINAL],
  ['some of the same', { create_ticket: CREATE, move_tickets: MOVE }],
  ['the same but for a word', { create_ticket: CREATE.replace('people', 'persons'), close_ticket: CLOSE }],
  ['the same and little else', { ...ORIGINAL, ping: 'Says pong.', help: 'Says how to use it.' }],
])('a server whose tools are %s as those of one before it is a copy', (_, described) => {
  const known = copies();
  expect(known.originalOf(tools('acme/tracker', ORIGINAL))).toBeUndefined();
  expect(known.originalOf(tools('fork/tracker', described))).toBe(0);
  // A copy is not remembered: one of it is one of the first.
  expect(known.originalOf(tools('other/tracker', described))).toBe(0);
});

test.each([
  ['no tools', {}],
  ['tools that say too little', { create_ticket: 'Creates a ticket.', close_ticket: 'Closes it.' }],
  [
    'other tools of the same kind',
    { create_issue: 'Adds an issue to a repository and assigns it to some of its members by their login names.' },
  ],
  [
    'the same and as many others',
    {
      ...ORIGINAL,
      read_page: 'Loads a page of the wiki by its title and gives the text with all of its links and pictures.',
      write_page: 'Replaces the text of a page of the wiki and notes who did so, when, and for which reason.',
      list_pages: 'Gives the titles of all pages of a space in the order in which somebody last changed them.',
    },
  ],
])('a server with %s is none', (_, described) => {
  const known = copies();
  known.originalOf(tools('acme/tracker', ORIGINAL));
  expect(known.originalOf(tools('fork/tracker', described))).toBeUndefined();
});

test('what one server has is asked of one other, not of all together', () => {
  const known = copies();
  for (const [name, description] of Object.entries(ORIGINAL))
    expect(known.originalOf(tools(`acme/${name}`, { [name]: description }))).toBeUndefined();
  expect(known.originalOf(tools('fork/tracker', ORIGINAL))).toBeUndefined();
});

test('short tools alike are no copies, however many servers have them', () => {
  const known = copies();
  const short = { create_issue: 'Creates an issue.', list_issues: 'Lists all issues.' };
  for (const server of ['one', 'two', 'three']) expect(known.originalOf(tools(server, short))).toBeUndefined();
});

test('finds the original among many, at any size', () => {
  const known = copies();
  const described = (i: number) => ({
    [`use_${i}`]: ORIGINAL.move_tickets.replaceAll(/\w+/g, (word) => `${word}${i}`),
  });
  for (let i = 0; i < 5000; i++) expect(known.originalOf(tools(`acme/number${i}`, described(i)))).toBeUndefined();
  for (const i of [0, 1, 2047, 2048, 4999]) expect(known.originalOf(tools('fork/any', described(i)))).toBe(i);
});
