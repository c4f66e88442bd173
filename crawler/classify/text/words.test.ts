import { expect, test } from 'vitest';
import { nameWords, proseWords } from './words.ts';

test.each([
  ['get_user', 'get user'],
  ['getUser', 'get user'],
  ['get-user.byID', 'get user by id'],
  ['getURLFor2Users', 'get url for 2 users'],
  ['GET USER', 'get user'],
  ['del\u200bete', 'delete'],
])('%s', (name, words) => {
  expect(nameWords(name).map((word) => word.text)).toEqual(words.split(' '));
});

test('an identifier in prose stays one word, and offsets are those of the text', () => {
  const text = 'See get_user; it doesn’t delete.';
  const words = proseWords(text);
  expect(words.map((word) => text.slice(word.start, word.end))).toEqual(['See', 'get_user', 'it', 'doesn’t', 'delete']);
});

test.each([
  ['dElEtEUserAccount', ['delete', 'user', 'account']],
  ['d3l3t3_repo', ['delete', 'repo']],
  ['d e l e t e', ['delete']],
  ['&#100;elete_repo', ['delete', 'repo']],
  ['getURLFor2Users', ['get', 'url', 'for', '2', 'users']],
])('name %s', (name, words) => {
  expect(nameWords(name).map(({ text }) => text)).toEqual(words);
});

test.each([
  ['era-se the repo', 'erase'],
  ['can-cel the order', 'cancel'],
  ['list-all', 'list'],
  ['era**se** the repo', 'erase'],
  ['era<b></b>se the repo', 'erase'],
  ['_Deletes_ the repo', 'deletes'],
  ['d.e.l.e.t.e the repo', 'delete'],
  ['built-in tool', 'built'],
  ['read-only tool', 'read'],
])('prose %s', (text, word) => {
  expect(proseWords(text)[0]?.text).toBe(word);
});
