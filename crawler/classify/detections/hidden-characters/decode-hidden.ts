/** Longest decoded text that is shown. */
const LONGEST = 200;
/** Shorter ones come up by chance. */
const SHORTEST = 3;
const PRINTABLE = /^[\x20-\x7e\n\r\t]+$/;

/**
 * The text that hidden characters spell, by the three ways seen in the wild: TAG characters are ASCII moved by U+E0000;
 * variation selectors stand for the bytes 0 to 255; two zero-width characters stand for the bits of bytes.
 *
 * @returns `undefined` when they spell nothing that can be read
 */
export function decodeHidden(codes: readonly number[]): string | undefined {
  const tagged = tags(codes);
  const spelled = tagged === '' ? [selectors(codes), bits(codes)].find((text) => text.length >= SHORTEST) : tagged;
  return spelled !== undefined && PRINTABLE.test(spelled) ? spelled.slice(0, LONGEST) : undefined;
}

function tags(codes: readonly number[]): string {
  return String.fromCharCode(
    ...codes.filter((code) => code >= 0xe0020 && code <= 0xe007e).map((code) => code - 0xe0000),
  );
}

/** VS1 to VS16 are the bytes 0 to 15, VS17 to VS256 the bytes 16 to 255. */
function selectors(codes: readonly number[]): string {
  const bytes = codes.flatMap((code) => {
    if (code >= 0xfe00 && code <= 0xfe0f) return [code - 0xfe00];
    return code >= 0xe0100 && code <= 0xe01ef ? [code - 0xe0100 + 16] : [];
  });
  return utf8(bytes);
}

function bits(codes: readonly number[]): string {
  const used = [...new Set(codes)].sort((a, b) => a - b);
  if (used.length !== 2 || codes.length < 8 * SHORTEST) return '';
  const read = (one: number) => {
    const bytes: number[] = [];
    for (let i = 0; i + 8 <= codes.length; i += 8) {
      bytes.push(codes.slice(i, i + 8).reduce((byte, code) => byte * 2 + Number(code === one), 0));
    }
    return utf8(bytes);
  };
  return used.map(read).find((text) => PRINTABLE.test(text)) ?? '';
}

function utf8(bytes: number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
