/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/** A sentence is looked at this far to either side: longer ones are lists or have no full stops. */
const REACH = 300;
const END = /[.!?;。！？](?=\s|$)/g;

/** The sentence in which a stretch of a plain text stands. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  const from = Math.max(0, start - REACH);
  const ends = Array.from(text.slice(from, start).matchAll(END), (mark) => mark.index + mark[0].length);
  const tail = text.slice(end, end + REACH);
  const close = tail.search(END);
  return { start: from + (ends.at(-1) ?? 0), end: end + (close === -1 ? tail.length : close) };
}
