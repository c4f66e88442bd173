import { canonicalJson } from '../definition-hash.ts';
import type { DefinitionChange } from '../model/definition-change.ts';

/** A change that is put into words only when it is kept. */
export type Change = () => DefinitionChange;

interface Parts extends Pick<DefinitionChange, 'field' | 'subject' | 'severity'> {
  /** What changed, as the subject of a sentence. */
  name: string;
  before: unknown;
  after: unknown;
  /** Said instead of what follows from the values. */
  says?: string;
}

/** Characters of a value that are kept; the whole one is in the definition. */
const LONGEST_VALUE = 1_000;
const LONGEST_NAME = 80;

/** One change; a value of `undefined` is one that is not there. */
export function change({ name, says, before, after, ...place }: Parts): Change {
  return () => {
    const how = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    const verb = { added: 'is new', removed: 'is gone', changed: 'changed' }[how];
    return {
      ...place,
      how,
      says: says ?? `${name} ${verb}`,
      ...(before === undefined ? {} : { before: shown(before) }),
      ...(after === undefined ? {} : { after: shown(after) }),
    };
  };
}

/** A name of somebody else in a sentence of ours. */
export function quoted(name: string): string {
  const line = name.slice(0, LONGEST_NAME * 2).replaceAll(/[\s`]+/g, ' ');
  return `\`${cut(line, LONGEST_NAME)}\``;
}

/** Whether two JSON values are the same, in whatever order their members stand. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return canonicalJson(a) === canonicalJson(b);
}

/** A member of an object from outside; members that every object inherits are none. */
export const member = (object: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The keys of both, those of the newer one first. */
export const keysOf = (before: Record<string, unknown>, after: Record<string, unknown>): string[] => [
  ...new Set([...Object.keys(after), ...Object.keys(before)]),
];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A step of a JSON Pointer (RFC 6901). */
export const step = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const shown = (value: unknown): string => cut(typeof value === 'string' ? value : canonicalJson(value), LONGEST_VALUE);

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
