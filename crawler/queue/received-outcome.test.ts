import { expect, test } from 'vitest';
import { launchOutcome } from '../../test/launch-outcome.ts';
import { LIMITS } from '../launch/limits.ts';
import { receivedOutcome } from './received-outcome.ts';

const listed = (parts: Record<string, unknown> = {}) => ({
  ...launchOutcome('listed', { tools: [{ name: 'get_note' }], toolSource: 'live' }),
  ...parts,
});
const attempt = () => ({ profile: 'bare', code: 'crashed', detail: 'It ended.' });
/** Not started; the package itself declares these tools. */
const failed = (tools: unknown[]) => ({ ...launchOutcome('crashed'), fallback: { source: 'declared', tools } });
/** As it comes over the wire. */
const received = (value: unknown) => receivedOutcome(JSON.parse(JSON.stringify(value)));

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = { a: value };
  return value;
}

test('what a launcher gives arrives as it was', () => {
  const tools = [
    { name: 'a\u202e', inputSchema: { ['__proto__']: 1, x: [1e20, 'é'] } },
    { name: 'b', annotations: { c: null } },
  ];
  const malformed = [{ index: 2, label: 'entry 3', reason: 'is empty' }];
  const outcome = listed({ tools, malformed, instructions: 'Ask nicely.' });
  expect(received(outcome)).toEqual({ outcome: JSON.parse(JSON.stringify(outcome)) as unknown });
  expect(received(launchOutcome('crashed'))).toEqual({ outcome: launchOutcome('crashed') });
});

test('long lists arrive whole: of tools that are declared, of tools that are conditional, of starts with long arguments', () => {
  const tools = Array.from({ length: 2000 }, (_, i) => ({ name: `tool_${i}`, description: 'word '.repeat(400) }));
  const declared = failed(tools);
  expect(JSON.stringify(declared).length).toBeGreaterThan(4_000_000);
  expect(received(declared)).toEqual({ outcome: declared });

  const names = Array.from({ length: LIMITS.tools }, (_, i) => ({ name: `${'n'.repeat(900)}${i}` }));
  const conditional = names.map(({ name }) => ({ name, condition: 'Listed by some starts and not by others.' }));
  const profile = { name: 'bare', environment: [], arguments: Array.from({ length: 40 }, () => 'a'.repeat(5000)) };
  const attempts = Array.from({ length: LIMITS.attempts }, () => ({ ...attempt(), start: profile }));
  const outcome = listed({ tools: names, conditional, attempts, profile, listings: [profile, profile] });
  expect(received(outcome)).toEqual({ outcome });
});

test('what is no member of an outcome is left behind', () => {
  expect(received(listed({ verdict: 'harmless' }))).toEqual({ outcome: listed() });
});

test.each([
  ['nothing', null],
  ['a list', []],
  ['an unknown code', listed({ code: 'harmless' })],
  ['no tools', listed({ tools: undefined })],
  ['a tool that is none', listed({ tools: [{ name: 7 }] })],
  ['a tool without a name', listed({ tools: [{ name: '' }] })],
  ['a tool nested too deep', listed({ tools: [{ name: 'a', inputSchema: nested(200) }] })],
  ['too many tools', listed({ tools: Array.from({ length: LIMITS.tools + 1 }, () => ({ name: 'a' })) })],
  ['a report nested too deep', listed({ serverInfo: nested(100_000) })],
  ['a report without an end', listed({ stderrTail: 'x'.repeat(2_100_000) })],
  ['a duration before the beginning', listed({ fetchMs: -1 })],
  ['a duration of years', listed({ launchMs: 1e15 })],
  ['a list of unknown source', listed({ toolSource: undefined })],
  ['an import', listed({ toolSource: 'imported' })],
  ['a list of primitives', listed({ malformed: ['x'], attempts: [7] })],
  ['a start without an end', listed({ attempts: [{ ...attempt(), detail: 'x'.repeat(2_100_000) }] })],
  ['starts without an end', listed({ attempts: Array.from({ length: 501 }, attempt) })],
  ['a declared tool that is none', failed([{ name: 7 }])],
  ['a declared tool nested too deep', failed([{ name: 'a', inputSchema: nested(200) }])],
  ['too many declared tools', failed(Array.from({ length: LIMITS.tools + 1 }, () => ({ name: 'a' })))],
  ['declared tools of nobody', { ...failed([]), fallback: { tools: [] } }],
  ['tools of a failure', { ...launchOutcome('crashed'), tools: [{ name: 'a' }] }],
])('refused: %s', (_, value) => {
  const result = receivedOutcome(typeof value === 'object' && value !== null ? plain(value) : value);
  expect(result).toEqual({ problem: expect.any(String) as string });
});

/** JSON.stringify gives up on what is nested deep; what the test means by undefined is an absent member. */
function plain(value: object): unknown {
  return Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

test('lone surrogates become replacement characters, as the launcher makes them', () => {
  const result = received(listed({ detail: 'a\ud800', tools: [{ name: 'b\udfff' }] }));
  expect(result).toMatchObject({ outcome: { detail: 'a\ufffd', tools: [{ name: 'b\ufffd' }] } });
});
