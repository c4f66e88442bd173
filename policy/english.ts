import type { Limit } from './model.ts';

/** `1 tool`, `2 tools`. */
export function count(n: number, singular: string): string {
  return `${n.toLocaleString('en')} ${singular}${n === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

/** `once a minute`, `30 times an hour`. */
export function often({ max, window }: Pick<Limit, 'max' | 'window'>): string {
  return `${max === 1 ? 'once' : `${max.toLocaleString('en')} times`} ${per(window)}`;
}

/** `1 call a minute`, `30 calls an hour`. */
export function callsPer({ max, window }: Pick<Limit, 'max' | 'window'>): string {
  return `${count(max, 'call')} ${per(window)}`;
}

function per(window: Limit['window']): string {
  return window === 'hour' ? 'an hour' : `a ${window}`;
}

/** A text that others wrote, quoted as it is, at the end of a sentence: the sentence ends with the text's own stop, or with ours. */
export function quotedAtEnd(text: string): string {
  const trimmed = text.trim();
  return `“${trimmed}”${/[.!?…]$/u.test(trimmed) ? '' : '.'}`;
}
