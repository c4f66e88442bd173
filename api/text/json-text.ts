import { UNSEEN } from '../../catalog/hidden-characters.ts';
import { unicodeEscape } from '../../policy/visible-text.ts';

/**
 * Characters that could end a script element, end a line of JavaScript, or cannot be seen, those within emoji too: nobody reads
 * these files for how they look.
 */
const UNSAFE = new RegExp(String.raw`[<>\x7f-\x9f${UNSEEN}]`, 'gu');

/** What JSON.stringify writes for a lone surrogate, and for little else. */
const LONE_SURROGATE = /\\ud[89a-f]/;

/**
 * A value as JSON on one line, for publishing. The value that a reader gets is verbatim; only its spelling is safe: what
 * could act on a page or a terminal, or hide there, is written as `\u…`. Lone surrogates, which UTF-8 does not have,
 * become U+FFFD. Members called `__proto__` are kept.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  const wellFormed = LONE_SURROGATE.test(text) ? JSON.stringify(value, withoutLoneSurrogates) : text;
  return safeJson(wellFormed);
}

/** JSON text of any layout, spelled safely. */
export const safeJson = (json: string): string => json.replace(UNSAFE, unicodeEscape);

function withoutLoneSurrogates(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (Object.keys(value).every((name) => name.isWellFormed())) return value;
  const copy: object = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    Object.defineProperty(copy, name.toWellFormed(), { value: member, enumerable: true, configurable: true });
  }
  return copy;
}
