/** The blocks of tar archives: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, "ustar Interchange Format". */

/** Bytes of a block; headers are one, contents are filled up to whole ones. */
export const BLOCK = 512;

export interface TarHeader {
  name: string;
  mode: number;
  /** Bytes of what follows. */
  size: number;
  /** One character: `0` a file, `5` a folder, … */
  type: string;
  target: string;
}

/** Where the fields of a header lie: offset and length. */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  size: [124, 12],
  checksum: [148, 8],
  type: [156, 1],
  target: [157, 100],
  magic: [257, 6],
  prefix: [345, 155],
} as const;

/** @throws Error when its checksum or a number is wrong */
export function readHeader(block: Buffer): TarHeader {
  const field = (name: keyof typeof FIELDS) => block.subarray(FIELDS[name][0], FIELDS[name][0] + FIELDS[name][1]);
  if (numberOf(field('checksum')) !== checksum(block)) throw new Error('a header has a wrong checksum');
  const name = textOf(field('name'));
  // GNU's own form has `ustar` with a space, and other things in the place of the prefix.
  const prefix = field('magic').toString('latin1') === 'ustar\0' ? textOf(field('prefix')) : '';
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    mode: numberOf(field('mode')),
    size: numberOf(field('size')),
    type: field('type').toString('latin1'),
    target: textOf(field('target')),
  };
}

export const isZero = (block: Buffer) => block.every((byte) => byte === 0);

/** The text before the first NUL, or all of it. */
export function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/**
 * What an extended header says about the entry after it, as far as it is of use: records `length key=value` and a line feed.
 *
 * @throws Error for other records
 */
export function readRecords(bytes: Buffer): { path?: string; linkpath?: string; size?: number } {
  const found: { path?: string; linkpath?: string; size?: number } = {};
  for (let at = 0; at < bytes.length;) {
    // Any number that fits into the header has fewer than ten digits.
    const digits = /^(\d{1,9}) /.exec(bytes.toString('latin1', at, at + 10))?.[1] ?? '';
    const start = at + digits.length + 1;
    const end = at + Number(digits) - 1;
    const equals = bytes.indexOf('=', start);
    if (digits === '' || end >= bytes.length || bytes[end] !== 0x0a || equals < start || equals > end) {
      throw new Error('an extended header has a broken record');
    }
    const key = bytes.toString('latin1', start, Math.min(equals, start + 20));
    // A record without a value takes back what a global header said.
    if (equals + 1 < end) {
      if (key === 'path' || key === 'linkpath') found[key] = bytes.toString('utf8', equals + 1, end);
      if (key === 'size') found.size = sizeOf(bytes.toString('latin1', equals + 1, end));
    }
    at = end + 1;
  }
  return found;
}

function sizeOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Error('an extended header has a broken size');
  return Number(text);
}

/** An octal number between spaces and NULs, or GNU's binary one for what is too large. */
function numberOf(field: Buffer): number {
  if (field[0] === 0x80 && field.length > 8 && field.subarray(1, 6).every((byte) => byte === 0)) {
    return field.readUIntBE(field.length - 6, 6);
  }
  const [, digits] = /^[ \0]*([0-7]*)[ \0]*$/.exec(field.toString('latin1')) ?? [];
  if (digits === undefined) throw new Error('a header has a broken number');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** The sum of all bytes, with spaces in the place of the sum itself. */
function checksum(block: Buffer): number {
  const [at, length] = FIELDS.checksum;
  let sum = length * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < at || i >= at + length) sum += block[i]!;
  return sum;
}
