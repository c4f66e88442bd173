import { setImmediate as nextTurn } from 'node:timers/promises';
import { FetchEnded } from './fetch-ended.ts';
import { BLOCK, isZero, readHeader, readRecords, textOf, type TarHeader } from './tar-header.ts';

/** A file, folder or link of an archive. */
export interface TarEntry {
  name: string;
  /** `other` for what is none of them: devices, pipes, kinds of single programs. */
  kind: 'file' | 'folder' | 'symlink' | 'link' | 'other';
  executable: boolean;
  /** What a link leads to; '' for all else. */
  target: string;
  /** Of a file. What is not read of it before the next entry is asked for is left out. */
  content: AsyncIterable<Buffer>;
}

/** What is left for headers of an image, counted down over its layers. */
export interface HeadersLeft {
  entries: number;
  /** Bytes of the headers that add something to an entry's own. */
  headerBytes: number;
}

/** All that such headers of an image may have: some 300 bytes, as extended attributes of a security system need, for each of 200,000 files. */
export const HEADER_BYTES = 64 * 1024 * 1024;
/** One of them. Linux takes 64 kB for an extended attribute, and few have more than one. */
const MAX_HEADER = 256 * 1024;
/** Such headers before one entry: POSIX knows one, GNU's own form another two. */
const MAX_HEADERS = 8;

/**
 * Reads a tar archive (POSIX with extended headers, GNU, version 7), as container engines do: global extended headers are
 * ignored, links and folders have no content, two empty blocks are the end. Time and memory are proportional to the length;
 * after each header, others have their turn.
 *
 * @throws FetchEnded above the limits; Error for what is no archive; what `signal` was aborted with
 */
export async function* readTar(
  chunks: AsyncIterable<Buffer>,
  left: HeadersLeft,
  signal: AbortSignal,
): AsyncGenerator<TarEntry> {
  const source = new Source(chunks);
  let more: { path?: string; linkpath?: string; size?: number } = {};
  let before = 0;
  for (;;) {
    // Headers that take nothing from the disk follow each other without a pause, in which clocks and aborts are heard.
    await nextTurn();
    signal.throwIfAborted();
    const block = await source.block();
    if (block === undefined || isZero(block)) break;
    const header = readHeader(block);
    const { type } = header;
    if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
      before += 1;
      left.headerBytes -= header.size + BLOCK;
      if (header.size > MAX_HEADER || before > MAX_HEADERS || left.headerBytes < 0) {
        throw new FetchEnded('too-large', 'The headers of its layers are larger than the limit.');
      }
      const body = await source.take(header.size);
      await source.skip(padding(header.size));
      if (type === 'x') more = { ...more, ...readRecords(body) };
      else if (type === 'L') more = { path: textOf(body), ...more };
      else if (type === 'K') more = { linkpath: textOf(body), ...more };
      continue;
    }
    left.entries -= 1;
    if (left.entries < 0) throw new FetchEnded('too-large', 'The image has more files than the limit.');
    const size = hasContent(type) ? (more.size ?? header.size) : 0;
    const name = more.path ?? header.name;
    const content = new Content(source, size);
    yield {
      name,
      kind: kindOf(type, name),
      executable: (header.mode & 0o111) !== 0,
      target: more.linkpath ?? header.target,
      content,
    };
    await source.skip(content.left + padding(size));
    more = {};
    before = 0;
  }
  // The rest belongs to the digest.
  await source.skip(Infinity);
}

const padding = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK;

/** Hard and symbolic links, devices, folders and pipes (types 1 to 6) have none, whatever their size says. */
const hasContent = (type: TarHeader['type']) => !/^[1-6]$/.test(type);

function kindOf(type: TarHeader['type'], name: string): TarEntry['kind'] {
  if (type === '1') return 'link';
  if (type === '2') return 'symlink';
  if (type === '5') return 'folder';
  if (type !== '0' && type !== '\0' && type !== '7') return 'other';
  // As before there was a type for folders.
  return name.endsWith('/') ? 'folder' : 'file';
}

/** Reads bytes in pieces of a wanted size. */
class Source {
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Between 1 and `most` bytes; `undefined` at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return undefined;
      this.#chunk = next.value;
    }
    const part = this.#chunk.subarray(0, most);
    this.#chunk = this.#chunk.subarray(part.length);
    return part;
  }

  /** A header's block; `undefined` where the archive ends without a mark. */
  async block(): Promise<Buffer | undefined> {
    const first = await this.some(BLOCK);
    if (first === undefined || first.length === BLOCK) return first;
    return Buffer.concat([first, await this.take(BLOCK - first.length)]);
  }

  /** @throws Error when there are fewer bytes */
  async take(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = size; left > 0; left -= parts.at(-1)!.length) parts.push((await this.some(left)) ?? endsEarly());
    return Buffer.concat(parts);
  }

  /** @throws Error when there are fewer bytes, unless `size` is infinite */
  async skip(size: number): Promise<void> {
    for (let left = size; left > 0;) {
      const part = await this.some(left);
      if (part === undefined && size === Infinity) return;
      left -= (part ?? endsEarly()).length;
    }
  }
}

function endsEarly(): never {
  throw new Error('it ends too early');
}

/** The bytes of one entry, to be read once. */
class Content implements AsyncIterable<Buffer> {
  readonly #source: Source;
  /** Bytes that were not read yet. */
  left: number;

  constructor(source: Source, size: number) {
    this.#source = source;
    this.left = size;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    while (this.left > 0) {
      const part = (await this.#source.some(this.left)) ?? endsEarly();
      this.left -= part.length;
      yield part;
    }
  }
}
