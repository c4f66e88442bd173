import type { Prose } from './prose.ts';

/**
 * A sentence of ours with quotes of theirs between “ and ”, as {@link Prose}: the words between are theirs, the marks ours. A
 * quote holds no such mark itself (`crawler/classify/quote-in-text.ts`); one that was cut off before its end goes to the end.
 */
export function quotedProse(text: string): Prose {
  const parts: (string | { foreign: string })[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('“', at);
    if (start === -1) break;
    const end = text.indexOf('”', start);
    const quote = text.slice(start + 1, end === -1 ? undefined : end);
    parts.push(text.slice(at, start + 1), { foreign: quote });
    at = end === -1 ? text.length : end;
  }
  parts.push(text.slice(at));
  return parts.filter((part) => (typeof part === 'string' ? part : part.foreign) !== '');
}
