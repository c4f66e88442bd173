/** A stretch of a text that is base64 or hexadecimal and decodes to text. */
export interface DecodedBlob {
  start: number;
  length: number;
  encoding: 'base64' | 'hexadecimal' | 'percent or unicode escapes';
  text: string;
}

const SHORTEST = 20;
/** Only the beginning of a blob is decoded: enough to tell what it is. */
const LONGEST = 4096;
const MOST_BLOBS = 60;
/** Encoded twice is an effort to hide; three times is no longer read by models. */
const LAYERS = 2;

const BASE64 = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const HEX = /(?:0x)?(?:[0-9a-fA-F]{2}){12,}|(?:\\x[0-9a-fA-F]{2}){8,}|(?:[0-9a-fA-F]{2}[ :,]){11,}[0-9a-fA-F]{2}/g;
const ESCAPES = /(?:\\u00[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]{2,3};|%[2-7][0-9a-fA-F]){8,}/g;
const PRINTABLE = /^[\x20-\x7e\s]*$/;

/** Everything in a text that decodes to text, at most so many and so long as the bounds above say. */
export function decodeBlobs(text: string): DecodedBlob[] {
  const found: DecodedBlob[] = [];
  const add = (match: RegExpExecArray, encoding: DecodedBlob['encoding'], decoded: string) => {
    if (found.length >= MOST_BLOBS || decoded.length < SHORTEST / 2 || !PRINTABLE.test(decoded)) return;
    found.push({ start: match.index, length: match[0].length, encoding, text: unwrapped(decoded) });
  };
  let tried = 0;
  for (const match of text.matchAll(BASE64)) {
    // A path, an identifier or a plain word has no mix of letter cases and digits; a digest has only hexadecimal digits.
    if (!/[A-Z]/.test(match[0]) || !/[a-z]/.test(match[0]) || /^[0-9a-f-]+$/i.test(match[0])) continue;
    if (++tried > MOST_BLOBS) break;
    add(match, 'base64', fromBase64(match[0]));
  }
  for (const match of text.matchAll(HEX)) {
    if (++tried > 2 * MOST_BLOBS) break;
    const digits = match[0].slice(0, LONGEST).replaceAll(/0x|\\x|[ :,]/g, '');
    add(
      match,
      'hexadecimal',
      Buffer.from(digits.slice(0, digits.length - (digits.length % 2)), 'hex').toString('utf8'),
    );
  }
  for (const match of text.matchAll(ESCAPES)) {
    if (++tried > 3 * MOST_BLOBS) break;
    add(match, 'percent or unicode escapes', fromEscapes(match[0].slice(0, LONGEST)));
  }
  return found;
}

function fromBase64(blob: string): string {
  return Buffer.from(blob.slice(0, LONGEST).replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('utf8');
}

function fromEscapes(blob: string): string {
  return blob.replaceAll(/\\u00([0-9a-f]{2})|&#x([0-9a-f]{2,3});|&#([0-9]{2,3});|%([0-9a-f]{2})/gi, (_, ...groups) => {
    const [unicode, hex, decimal, percent] = groups as (string | undefined)[];
    const code = decimal === undefined ? Number.parseInt(unicode ?? hex ?? percent ?? '20', 16) : Number(decimal);
    return String.fromCharCode(code);
  });
}

/** What a decoded text decodes to itself, where it is one blob. */
function unwrapped(text: string): string {
  let inner = text;
  for (let layer = 1; layer < LAYERS; layer++) {
    const blob = inner.trim();
    if (!/^[A-Za-z0-9+/]{20,}={0,2}$/.test(blob) || !/[A-Z]/.test(blob) || !/[a-z]/.test(blob)) break;
    const decoded = fromBase64(blob);
    if (!PRINTABLE.test(decoded)) break;
    inner = decoded;
  }
  return inner;
}
