import { HEAD, PART } from '../format.ts';

/** Documents that have a word, ascending, each with its byte of facets and fit. */
export interface Postings {
  documents: Uint32Array;
  bytes: Uint8Array;
}

/** A term of the index. */
export interface Term {
  term: string;
  /** Documents that have it. */
  count: number;
  shard: number;
  /** Its position among the terms of the shard that have parts. */
  slot: number;
  /** The first document of each part; the head comes before all of them. */
  parts: number[];
  head: () => Postings;
}

/** Reads a shard of terms, see site/search/term-shards.ts. */
export function readShard(bytes: Uint8Array, shard: number): Term[] {
  const terms: Term[] = [];
  const decoder = new TextDecoder();
  const letters = new Uint8Array(512);
  const cursor = { bytes, at: 0 };
  let slot = 0;
  while (cursor.at < bytes.length) {
    const shared = bytes[cursor.at++]!;
    const more = bytes[cursor.at++]!;
    letters.set(bytes.subarray(cursor.at, (cursor.at += more)), shared);
    const count = varint(cursor);
    const inHead = count <= HEAD * 2 ? count : HEAD;
    const parts: number[] = [];
    let first = 0;
    for (let rest = count - inHead; rest > 0; rest -= PART) parts.push((first += varint(cursor)));
    const from = cursor.at;
    for (let i = 0; i < inHead; i++) varint(cursor);
    cursor.at += inHead;
    terms.push({
      term: decoder.decode(letters.subarray(0, shared + more)),
      count,
      shard,
      slot: parts.length === 0 ? -1 : slot++,
      parts,
      head: () => postings({ bytes, at: from }, inHead),
    });
  }
  return terms;
}

/** Reads a part of the postings of a term. */
export function readPart(bytes: Uint8Array, term: Term, part: number): Postings {
  return postings({ bytes, at: 0 }, Math.min(PART, term.count - HEAD - part * PART));
}

interface Cursor {
  bytes: Uint8Array;
  at: number;
}

function postings(cursor: Cursor, count: number): Postings {
  const documents = new Uint32Array(count);
  let document = 0;
  for (let i = 0; i < count; i++) documents[i] = document += varint(cursor);
  return { documents, bytes: cursor.bytes.subarray(cursor.at, cursor.at + count) };
}

function varint(cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = cursor.bytes[cursor.at++] ?? 0;
    value += (byte & 127) << shift;
    if (byte < 128) return value >>> 0;
  }
}
