import { pointerParts } from './field-path.ts';

/** A quote with the words around it, so that a reader sees it was not torn out. */
export interface QuoteInContext {
  before: string;
  quote: string;
  after: string;
}

/** Several quotes of one text: the first, and the others in the order of the text, each with the words up to the next. */
export interface QuotesInContext extends QuoteInContext {
  more?: { quote: string; after: string }[];
}

/** Characters of context on either side, and of the quote itself. */
const AROUND = 100;
const LONGEST_QUOTE = 600;

/**
 * Finds a quote at its pointer (see `Evidence` in the catalogue's model) and cuts out its surroundings. A quote that cannot
 * be found is shown bare.
 */
export function quoteInContext(definition: object, field: string, quote: string, offset?: number): QuoteInContext {
  const shown = quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)}…` : quote;
  const text = textAt(definition, field);
  const at = offset !== undefined && text.startsWith(quote, offset) ? offset : text.indexOf(quote);
  if (at === -1 || shown !== quote) return { before: '', quote: shown, after: '' };
  return {
    before: ending(text.slice(0, at)),
    quote: shown,
    after: beginning(text.slice(at + quote.length)),
  };
}

/**
 * Finds several quotes of the text at one pointer and cuts them out together; what overlaps is one.
 *
 * @returns nothing for quotes of which one cannot be found, or is too long
 */
export function quotesInContext(
  definition: object,
  field: string,
  quotes: readonly string[],
): QuotesInContext | undefined {
  const text = textAt(definition, field);
  const ranges: { from: number; to: number }[] = [];
  const found = quotes.map((quote) => ({ from: text.indexOf(quote), to: text.indexOf(quote) + quote.length }));
  if (found.some(({ from, to }) => from === -1 || to - from > LONGEST_QUOTE)) return undefined;
  for (const { from, to } of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = ranges.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else ranges.push({ from, to });
  }
  const [first, ...others] = ranges.map(({ from, to }, i) => {
    const next = ranges[i + 1];
    const after = next === undefined ? beginning(text.slice(to)) : between(text.slice(to, next.from));
    return { quote: text.slice(from, to), after };
  });
  if (first === undefined) return undefined;
  return { before: ending(text.slice(0, ranges[0]!.from)), ...first, ...(others.length === 0 ? {} : { more: others }) };
}

function textAt(definition: object, field: string): string {
  const parts = pointerParts(field);
  let value: unknown = definition;
  for (const part of parts) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return '';
    value = (value as Record<string, unknown>)[part];
  }
  if (typeof value === 'string') return value;
  // An object stands for its name: "takes an argument called `command`".
  return typeof value === 'object' && value !== null ? (parts.at(-1) ?? '') : JSON.stringify(value ?? '');
}

function ending(text: string): string {
  if (text.length <= AROUND) return text.trimStart();
  const tail = text.slice(-AROUND);
  return `…${tail.slice(Math.max(tail.search(/\s/), 0))}`.toWellFormed();
}

const between = (text: string): string =>
  text.length <= 2 * AROUND ? text : `${beginning(text)}${ending(text).slice(1)}`;

function beginning(text: string): string {
  if (text.length <= AROUND) return text.trimEnd();
  const head = text.slice(0, AROUND);
  const space = head.search(/\s\S*$/);
  return `${space === -1 ? head : head.slice(0, space)}…`.toWellFormed();
}
