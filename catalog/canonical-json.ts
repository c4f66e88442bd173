import canonicalize from 'canonicalize';
import { cleanJson } from './json-hygiene.ts';

/**
 * RFC 8785 canonical JSON of a value: sorted keys, no white space, ECMAScript numbers. Members that are `undefined` are
 * left out. Lone surrogates, which RFC 8785 does not allow and a text cut in the middle can hold, become U+FFFD.
 *
 * @throws TypeError for a value that JSON cannot hold (a number that is not finite, a cycle, `undefined`)
 */
export function canonicalJson(value: unknown): string {
  const text = canonical(value) ?? canonical(wellFormed(value));
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

/** `undefined` for what has no JSON form or holds a lone surrogate. */
function canonical(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch (cause) {
    // The library throws plain errors, each with a text of its own.
    if (cause instanceof Error && cause.message === 'Lone surrogate is not allowed') return undefined;
    throw new TypeError('value has no JSON form', { cause });
  }
}

/** A copy without lone surrogates: JSON.stringify writes them as escapes, which the parser takes back. */
function wellFormed(value: unknown): unknown {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) return undefined;
  const holder: unknown[] = [JSON.parse(text)];
  cleanJson(holder);
  return holder[0];
}
