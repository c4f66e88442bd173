import { deflateRawSync } from 'node:zlib';
import { byteWriter, type ByteWriter } from './byte-writer.ts';
import { HEAD, PART } from './format.ts';
import type { Term } from './term-table.ts';

/** Bytes of a shard before compression, unless one term alone has more. */
const SHARD = 16_384;

/** Terms next to each other in their order, with their postings or the beginning of them. */
export interface TermShard {
  /** See {@link SearchManifest.shards}. */
  start: string;
  content: Uint8Array;
  /** Of each of its terms that has any, the parts with the postings after the head. */
  parts: Uint8Array[][];
}

/**
 * Puts terms into shards. A shard is, term by term: how many bytes it shares with the term before and how many follow, those
 * bytes, how many documents have it; of those beyond the head, the first document of each part; then the head.
 *
 * @param terms in their order
 */
export function* termShards(terms: Iterable<Term>): Generator<TermShard> {
  const out = byteWriter();
  let start = '';
  let before = '';
  let last = new Uint8Array();
  let parts: Uint8Array[][] = [];
  const finish = (): TermShard => ({ start, content: compressed(out.take()), parts });

  for (const { term, documents, bytes } of terms) {
    if (out.size > SHARD) {
      yield finish();
      start = separator(before, term);
      last = new Uint8Array();
      parts = [];
    }
    const encoded = new TextEncoder().encode(term);
    let shared = 0;
    while (shared < last.length && last[shared] === encoded[shared]) shared += 1;
    out.byte(shared);
    out.byte(encoded.length - shared);
    out.bytes(encoded.subarray(shared));
    out.varint(documents.length);
    const all = documents.length <= HEAD * 2;
    const head = all ? documents.length : HEAD;
    if (!all) parts.push([...partsOf(documents.subarray(head), bytes.subarray(head), out)]);
    putPostings(out, documents.subarray(0, head), bytes.subarray(0, head));
    last = encoded;
    before = term;
  }
  if (before !== '') yield finish();
}

/** The parts of a long list; their first documents go into the shard. */
function* partsOf(documents: Uint32Array, bytes: Uint8Array, shard: ByteWriter): Generator<Uint8Array> {
  const part = byteWriter();
  let previous = 0;
  for (let from = 0; from < documents.length; from += PART) {
    shard.varint(documents[from]! - previous);
    previous = documents[from]!;
    putPostings(part, documents.subarray(from, from + PART), bytes.subarray(from, from + PART));
    yield compressed(part.take());
  }
}

/** First all documents as differences, then all bytes: like beside like compresses better. */
function putPostings(out: ByteWriter, documents: Uint32Array, bytes: Uint8Array): void {
  let previous = 0;
  for (const document of documents) {
    out.varint(document - previous);
    previous = document;
  }
  out.bytes(bytes);
}

/** The shortest beginning of a term that comes after the term before it. */
function separator(before: string, term: string): string {
  let length = 1;
  while (term.slice(0, length) <= before) length += 1;
  return term.slice(0, length);
}

/** Raw DEFLATE, see format.ts. A copy: what zlib returns holds on to a buffer many times its size. */
export const compressed = (content: string | Uint8Array): Uint8Array =>
  new Uint8Array(deflateRawSync(content, { level: 9 }));
