import { expect, test } from 'vitest';
import { troubleOf } from './trouble-of.ts';

test.each([
  ["ENAMETOOLONG: name too long, mkdir '/tmp/toolgate-x1/0/root/ab'", "ENAMETOOLONG: name too long, mkdir '…/ab'"],
  ['bwrap: /home/me/.cache/toolgate/node: not there', 'bwrap: …/node: not there'],
  ['TMPDIR=/var/tmp/x/y', 'TMPDIR=…/y'],
  ['(/srv/a/b/) and /x', '(…/) and /x'],
  ['see https://example.org/a/b, a/b/c and ./d/e', 'see https://example.org/a/b, a/b/c and ./d/e'],
])('%j', (message, left) => expect(troubleOf(new Error(message))).toBe(left));

test('a long message is cut', () => {
  for (const text of ['/a', '/', "'/a/b"]) expect(troubleOf(new Error(text.repeat(500_000))).length).toBeLessThan(9000);
  expect(troubleOf('thrown')).toBe('unknown');
});
