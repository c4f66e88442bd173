import { expect, test } from 'vitest';
import { usableArguments } from './argument-list.ts';

test.each([
  [['serve', '--stdio'], ['serve', '--stdio'], false],
  [['--transport', 'stdio'], ['--transport', 'stdio'], false],
  [['--transport', 'http', '--port', '3000', 'serve'], ['serve'], false],
  [['--read-only', 'serve'], ['serve'], false],
  [['--toolsets', 'a,b', '--features=x', '--slim'], [], false],
  [['--api-key', 'YOUR_KEY'], ['--api-key', 'placeholder'], true],
  [['--api-key=<your key>'], ['--api-key=placeholder'], true],
  [['--root', '/Users/me/notes'], ['--root', '/home/u'], true],
  [['/path/to/allowed/dir'], ['/home/u'], true],
  [['--level', '3'], ['--level', '3'], false],
])('%j', (words, args, madeUp) => expect(usableArguments(words)).toEqual({ arguments: args, madeUp }));

test.each([['--help'], ['login'], ['--version'], ['--init']])('%s starts no server', (word) =>
  expect(usableArguments([word])).toBeUndefined(),
);
