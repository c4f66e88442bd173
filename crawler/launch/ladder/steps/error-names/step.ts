import { dummyValue } from '../../../dummies.ts';
import { type Start, withVariables } from '../../start.ts';
import type { Proposal, Step } from '../../step.ts';
import { urgency, variablesIn } from '../../variable-names.ts';
import { valueFromComplaint } from './value-from-complaint.ts';

/** Names that are tried from one text; a usage text can name dozens. */
const NAMES = 5;
const LINES = 400;

const WANTED =
  /require|missing|must|not (been )?(set|provided|found|defined|configured|specified|given)|undefined|please|need|\bno\b|empty|set (the )?[`'"]?[A-Z]|export |provide|specify|\bpass\b/i;

/** `A or B` are two ways, of which one is enough. */
const JOINED = /[A-Z0-9]['"`)]?(?:,? (?:and|&|\+) |, )['"`(]?[A-Z]/;

/** Words about a credential that do not say in which variable it is. */
const CREDENTIAL = /\b(api|access|secret|auth)?[ _-]?(key|token|secret|credential)s?\b/i;

/** Names of variables in what the server said last: one at a time, those that sound required first. */
export const errorNames: Step = {
  name: 'error-names',
  propose({ base }) {
    const lines = base.said.split('\n').slice(0, LINES);
    const ranks = new Map<string, number>();
    for (const line of lines) {
      for (const name of variablesIn(line)) {
        const rank = (WANTED.test(line) ? 0 : 10) + urgency(name);
        ranks.set(name, Math.min(rank, ranks.get(name) ?? rank));
      }
    }
    // Names in a list of everything that can be set: only the keys, and only if nothing is asked for.
    const asked = [...ranks.values()].some((rank) => rank < 10);
    const names = [...ranks]
      .filter(([, rank]) => rank < 10 || (!asked && rank < 12))
      .sort(([, a], [, b]) => a - b)
      .map(([name]) => name);
    const isSet = (name: string) => Object.hasOwn(base.start.environment, name);
    const fresh = names
      .filter((name) => !isSet(name))
      .map((name) => ({ [name]: valueFromComplaint(linesAbout(name, lines), '') ?? dummyValue({ name }) }));
    // A value that was refused is made again in the shape that the server asks for.
    const better = Object.keys(base.start.environment).flatMap((name) => {
      const about = lines.some((line) => line.includes(name)) ? linesAbout(name, lines) : '';
      const value = valueFromComplaint(about, base.start.environment[name]!);
      return value === undefined ? [] : [{ [name]: value }];
    });
    const trust = asked ? 'asked' : 'guess';
    return [
      ...better.map((values): Proposal => ({ start: withVariables(base.start, values), trust: 'asked' })),
      ...otherCredentials(base.start, lines),
      ...fresh.slice(0, NAMES).map((values): Proposal => ({ start: withVariables(base.start, values), trust })),
      ...together(fresh, lines).map((values): Proposal => ({ start: withVariables(base.start, values), trust })),
    ].slice(0, NAMES + 1);
  },
};

/** `A_KEY and B_TOKEN are required` is said again, word for word, as long as one of them is missing: both at once, last. */
function together(fresh: readonly Record<string, string>[], lines: readonly string[]): Record<string, string>[] {
  const line = lines.find((text) => WANTED.test(text) && JOINED.test(text) && variablesIn(text).length > 1);
  const asked = new Set(variablesIn(line ?? ''));
  const values = Object.assign({}, ...fresh.filter((value) => asked.has(Object.keys(value)[0]!)));
  return Object.keys(values as object).length > 1 ? [values as Record<string, string>] : [];
}

/** `Invalid API key format, expected ab_*` names no variable: all made-up credentials are made again in that shape. */
function otherCredentials(start: Start, lines: readonly string[]): Proposal[] {
  const line = lines.find((text) => CREDENTIAL.test(text) && /invalid|format|must|expected/i.test(text));
  const old = dummyValue({ name: 'API_KEY' });
  // Made before already: the complaint is about something else.
  const value = valueFromComplaint(
    line ?? '',
    start.madeUp.length > 0 ? start.environment[start.madeUp.at(-1)!]! : old,
  );
  if (value === undefined) return [];
  const again = (text: string) =>
    text === old ? value : text.endsWith(`=${old}`) ? text.slice(0, -old.length) + value : text;
  const environment = Object.fromEntries(
    start.madeUp.filter((name) => urgency(name) === 0).map((name) => [name, value]),
  );
  const better = { ...withVariables(start, environment), arguments: start.arguments.map(again) };
  return [{ start: better, trust: 'asked' }];
}

/** The lines that name a variable, each with the one after it, where validators put what is wrong. */
function linesAbout(name: string, lines: readonly string[]): string {
  return lines
    .flatMap((line, i) => (line.includes(name) ? [line, lines[i + 1] ?? ''] : []))
    .slice(0, 6)
    .join('\n')
    .slice(0, 1_000);
}
