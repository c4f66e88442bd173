import { describe, expect, test } from 'vitest';
import type { OutcomeCode } from '../../../../../catalog/model/launch.ts';
import { knownAfter } from '../../../../../test/ladder-known.ts';

import { acceptsMajor } from './accepts-major.ts';
import { otherNode } from './step.ts';

const propose = (said: string, engines?: string, code: OutcomeCode = 'crashed') =>
  otherNode.propose(knownAfter({ code, said }, { engines })).map(({ start }) => start.node);

describe('another Node.js is asked for', () => {
  test.each([
    ['by the engines field', 'TypeError', '>=18 <21', [20, 18]],
    ['not by an engines field that ours meets', 'TypeError', '>=18', []],
    [
      'by native code',
      'compiled against NODE_MODULE_VERSION 115. This version requires NODE_MODULE_VERSION 137',
      undefined,
      [20],
    ],
    ['by a syntax that was taken away', "SyntaxError: Unexpected identifier 'assert'", undefined, [20]],
    ['by words', 'This program requires Node.js 26 or higher', undefined, [26]],
  ])('%s', (_, said, engines, majors) => expect(propose(said, engines)).toEqual(majors));

  test('not when the server runs', () => expect(propose('', '<20', 'list-failed')).toEqual([]));
});

test.each([
  ['>=18', 24, true],
  ['>=18.2.0 <21', 20, true],
  ['>=18.2.0 <21', 21, false],
  ['<20.10', 20, true],
  ['^20 || ^22', 22, true],
  ['^20 || ^22', 24, false],
  ['20.x', 20, true],
  ['18 - 20', 19, true],
  ['18 - 20', 22, false],
  ['>20', 20, false],
  ['*', 16, true],
  ['whatever', 24, true],
  ['', 24, true],
])('%s and %i: %s', (range, major, accepted) => expect(acceptsMajor(range, major)).toBe(accepted));
