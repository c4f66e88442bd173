import { describe, expect, it } from 'vitest';
import { loadPolicy } from './load.ts';
import { formatProblems } from './problem.ts';

/** The problems of a text as lines, without the file name. */
function problemsIn(text: string): string[] {
  const result = loadPolicy(text);
  return 'problems' in result ? formatProblems(result.problems, 'f').split('\n') : [];
}

const limit = (max: number, window: string) => `{"counter":"c","window":"${window}","max":${max},"scope":"grant"}`;

/** A problem of the text, not of the policy in it. */
const SYNTAX_LINE = /^f:\d+:\d+ (?:is not JSON|ends|must end|has a|must not)/u;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('policy/load', () => {
  it('loads a policy as data and ready to decide', () => {
    const loaded = loadPolicy('{"version":"1","default":"deny","hide":["x"],"tools":{"__proto__":{}}}\n');
    if ('problems' in loaded) throw new Error(formatProblems(loaded.problems, 'f'));
    expect(loaded.policy.hide).toEqual(['x']);
    expect([...loaded.compiled.tools.keys()]).toEqual(['__proto__']);
  });

  it.each([
    ['', 'f:1:1 is not JSON here: expected a value'],
    ['[]', 'f:1:1 must be an object, not an array'],
    ['null', 'f:1:1 must be an object, not null'],
    ['{"version":"1" "default":"deny"}', 'f:1:16 is not JSON here: expected a comma'],
    ['{\n"version": "1",\n"default": deny }', 'f:3:12 is not JSON here: expected a value, or a name in double quotes'],
    ['{"version":"1","default":"deny"', 'f:1:32 ends early: a closing brace is missing'],
    ['{"version":"1","default":"deny"} {}', 'f:1:34 must end after the first value'],
    ['{"version":"1","default":"deny",}', 'f:1:33 must not have a comma before the closing bracket'],
    ['{"version":"1",\r\n"default":"deny" /* x */}', 'f:2:18 must not contain comments'],
    ['{"version":"1",\r"default":"deny"\r// x\r}', 'f:3:1 must not contain comments'],
    ['{"version":"1","default":"deny","default":"allow"}', 'f:1:33 /default: is given twice'],
    ['{"version":"1","default":"deny","tools":{"a":{},"\\u0061":{}}}', 'f:1:49 /tools/a: is given twice'],
    [
      '\uFEFF{"version":"1","default":"deny"}',
      'f:1:1 starts with a byte order mark (U+FEFF): save the file as UTF-8 without one',
    ],
    ['{"version":"1"}', 'f:1:1 /default: is missing; it must be "allow" or "deny"'],
    ['{"version":1,"default":"deny"}', 'f:1:12 /version: must be "1", not a number'],
    ['{"version":"2","default":"deny"}', 'f:1:12 /version: must be "1"'],
    ['{"version":"1","default":"Deny"}', 'f:1:26 /default: must be "allow" or "deny" (did you mean "deny"?)'],
    [
      '{"version":"1","default":"deny","tool":{}}',
      'f:1:33 /tool: is not a member of the format (did you mean "tools"?)',
    ],
    ['{"version":"1","default":"deny","limits":[]}', 'f:1:33 /limits: does not belong here'],
    ['{"version":"1","default":"deny","xyzzy":1}', 'f:1:33 /xyzzy: is not a member of the format'],
    [
      '{"version":"1","default":"deny","tools":{"a/b~":{"rate_limit":"30/hour"}}}',
      'f:1:50 /tools/a~1b~0/rate_limit: is not a member of the format (did you mean `limits`?)',
    ],
    ['{"version":"1","default":"deny","__proto__":{}}', 'f:1:33 /__proto__: is not a member of the format'],
    [
      '{"version":"1","default":"deny","tools":{"*":{}}}',
      'f:1:42 /tools/*: is no wildcard here, it would name one tool only: use `all_tools` for limits on every tool, `default` for the rest',
    ],
    ['{"version":"1","default":"deny","hide":["a","b","a"]}', 'f:1:49 /hide/2: repeats "a"'],
    [
      '{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[]}]}}}',
      'f:1:72 /tools/t/require/0/conditions: must have at least one condition, else it requires nothing',
    ],
    [
      '{"version":"1","default":"deny","tools":{"t":{"deny_if":[{"conditions":[{"path":"args.a","op":"regex","value":"(?=x)"}]}]}}}',
      'f:1:111 /tools/t/deny_if/0/conditions/0/value: must be a pattern in RE2 syntax: invalid or unsupported Perl syntax: `(?=`',
    ],
    [
      '{"version":"1","default":"deny","tools":{"t":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":12345678901234567890}]}]}}}',
      'f:1:108 /tools/t/deny_if/0/conditions/0/value: must be a number from -9007199254740991 to 9007199254740991',
    ],
    [`{"version":"1","default":"deny","x\\n\u202e":1}`, 'f:1:33 /x\\u000a\\u202e: is not a member of the format'],
  ])('refuses %j', (text, line) => {
    expect(problemsIn(text)).toEqual([line]);
  });

  it('reports every problem at once, in the order of the file', () => {
    const text = `{ // comment
  "version": "1",
  "default": "alow",
  "hide": ["a", "", "a"],
  "tools": {
    "t": {
      "limits": [{ "counter": "c", "window": "minutes", "max": 1.5, "scope": "user" }],
      "deny_if": [{ "conditions": [{ "path": "amount", "op": "equals", "value": 1 }, { "path": "args.x", "op": "lt" }] }],
    },
    "u": 7
  }
}`;
    expect(problemsIn(text)).toEqual([
      'f:1:3 must not contain comments',
      'f:3:14 /default: must be "allow" or "deny" (did you mean "allow"?)',
      'f:4:17 /hide/1: must be a tool name or "*"',
      'f:4:21 /hide/2: repeats "a"',
      'f:7:46 /tools/t/limits/0/window: must be "minute", "hour" or "day" (did you mean "minute"?)',
      'f:7:64 /tools/t/limits/0/max: must be a whole number from 0 to 9007199254740991',
      'f:7:78 /tools/t/limits/0/scope: must be "grant"',
      'f:8:46 /tools/t/deny_if/0/conditions/0/path: must name an argument, such as args.amount or as a JSON Pointer /args/amount',
      'f:8:62 /tools/t/deny_if/0/conditions/0/op: must be "eq", "neq", "in", "not_in", "lt", "lte", "gt", "gte", "regex", "contains" or "exists"',
      'f:8:86 /tools/t/deny_if/0/conditions/1/value: is missing; it must be a number from -9007199254740991 to 9007199254740991',
      'f:9:5 must not have a comma before the closing bracket',
      'f:10:10 /tools/u: must be an object, not a number',
    ]);
  });

  it('lets limits share a counter only when they agree', () => {
    const file = (a: string, b: string) =>
      `{"version":"1","default":"deny","all_tools":{"limits":[${a}]},"tools":{"t":{"limits":[${b}]}}}`;
    expect(problemsIn(file(limit(5, 'hour'), limit(5, 'hour')))).toEqual([]);
    const line =
      /^f:1:\d+ \/tools\/t\/limits\/0: must agree with \/all_tools\/limits\/0, which uses the same counter with 5 per hour$/u;
    expect(problemsIn(file(limit(5, 'hour'), limit(6, 'hour')))).toEqual([expect.stringMatching(line)]);
    expect(problemsIn(file(limit(5, 'hour'), limit(5, 'day')))).toEqual([expect.stringMatching(line)]);
  });

  it('ends on hostile files, with a reason', () => {
    expect(problemsIn('['.repeat(1_000_000))).toEqual(['f:1:51 is nested deeper than 50 levels']);
    // Brackets that close nothing must not hide the depth.
    expect(problemsIn('[}'.repeat(1_000_000))).toEqual(['f:1:101 is nested deeper than 50 levels']);
    expect(problemsIn(' '.repeat(8_000_001))).toEqual(['f:1:1 is longer than 8,000,000 characters']);
    const names = Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join();
    const flood = problemsIn(`{"version":"1","default":"deny",${names}}`);
    expect(flood).toHaveLength(101);
    expect(flood.at(-1)).toMatch(/has more problems; the first 100 are listed$/u);
  });

  it('accepts what JSON.parse accepts and refuses what it refuses, for mutated files', () => {
    const sound = '{"version":"1","default":"deny","tools":{"a":{"limits":[]}},"hide":["\\u0062",""]}';
    const bits = [
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      ' ',
      '\n',
      '1',
      '-',
      '.',
      'e',
      '/',
      '*',
      't',
      '\u0000',
      '\uFEFF',
    ];
    let seed = 1;
    const random = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const disagreements: string[] = [];
    for (let round = 0; round < 3000; round++) {
      const at = 1 + random(sound.length - 1);
      const text = sound.slice(0, at) + bits[random(bits.length)] + sound.slice(at + random(3));
      const refused = problemsIn(text).some((line) => SYNTAX_LINE.test(line));
      if (refused === isJson(text)) disagreements.push(text);
    }
    expect(disagreements).toEqual([]);
  });
});
