/** A piece of a normalised text and the piece of the raw text that it stands for. */
interface Segment {
  view: number;
  viewLength: number;
  raw: number;
  rawLength: number;
}

/** A text as a model sees it, and how to get from there back to the text of the definition. */
export interface NormalisedText {
  raw: string;
  text: string;
  segments: readonly Segment[];
  /** What was taken out, by kind: how often. */
  removed: ReadonlyMap<string, number>;
  /** How many characters of the raw text were read; less than all of them when it was too long. */
  read: number;
}

/** Kinds of invisible characters that are counted apart; more would only make a list for its own sake. */
const MAX_KINDS = 20;

/**
 * The next piece: a terminal sequence, plain ASCII with line breaks, something invisible (controls, format characters, private
 * use, unassigned, half surrogate pairs), or a character with its marks. Every repeat is bounded or of one class, so that
 * reading stays linear.
 */
const PIECE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /(\u001b(?:\[[0-9;?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,400}(?:\u0007|\u001b\\)?|[@-Z\\^_])?)|([\t\n\r\x20-\x7e]+(?!\p{M}))|([\p{C}\p{DI}])|([\u1100-\u11ff]{1,64}|[^\p{M}]\p{M}{0,64}|\p{M}{1,64})/gu;

/**
 * A text in NFKC, without terminal sequences and invisible characters, at most `limit` characters (UTF-16 code units) long.
 * Normalised character by character, so that every position leads back to the raw text.
 */
export function normaliseText(raw: string, limit: number): NormalisedText {
  const segments: Segment[] = [];
  const removed = new Map<string, number>();
  const parts: string[] = [];
  let length = 0;
  let read = 0;
  const count = (kind: string) => {
    const key = removed.has(kind) || removed.size < MAX_KINDS ? kind : 'others';
    removed.set(key, (removed.get(key) ?? 0) + 1);
  };
  const add = (text: string, at: number, rawLength: number) => {
    const last = segments.at(-1);
    const same = text.length === rawLength && raw.startsWith(text, at);
    const follows = last !== undefined && last.raw + last.rawLength === at && last.viewLength === last.rawLength;
    if (same && follows) {
      last.viewLength += text.length;
      last.rawLength += rawLength;
    } else segments.push({ view: length, viewLength: text.length, raw: at, rawLength });
    parts.push(text);
    length += text.length;
  };
  for (const match of raw.matchAll(PIECE)) {
    const [piece, terminal, plain, invisible] = match;
    const room = limit - length;
    if (terminal !== undefined) count('terminal sequence');
    else if (invisible !== undefined) count(codePoint(invisible));
    else if (room <= 0) break;
    else if (plain !== undefined) add(plain.slice(0, room), match.index, Math.min(plain.length, room));
    else {
      const normal = visibleNfkc(piece, (mark) => count(codePoint(mark)));
      if (normal.length > room) break;
      if (normal !== '') add(normal, match.index, piece.length);
    }
    read = plain === undefined ? match.index + piece.length : match.index + Math.min(plain.length, room);
  }
  return { raw, text: parts.join(''), segments, removed, read };
}

/** The part of the raw text that a part of the normalised one stands for; `undefined` for an empty part. */
export function rawPart({ raw, segments }: NormalisedText, from: number, to: number): string | undefined {
  const first = segmentAt(segments, from);
  const last = segmentAt(segments, to - 1);
  if (first === undefined || last === undefined || to <= from) return undefined;
  const start = isSame(first) ? first.raw + (from - first.view) : first.raw;
  const end = isSame(last) ? last.raw + (to - last.view) : last.raw + last.rawLength;
  return raw.slice(start, end);
}

/** Segments that are neither changed nor removed map character by character. */
const isSame = ({ viewLength, rawLength }: Segment) => viewLength === rawLength;

function segmentAt(segments: readonly Segment[], at: number): Segment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle]!;
    if (at < segment.view) high = middle - 1;
    else if (at >= segment.view + segment.viewLength) low = middle + 1;
    else return segment;
  }
  return undefined;
}

/** A character can have marks that are themselves invisible, and an invisible normal form. */
function visibleNfkc(piece: string, onRemoved: (mark: string) => void): string {
  const visible = piece.replace(/[\p{C}\p{DI}]/gu, (mark) => {
    onRemoved(mark);
    return '';
  });
  return visible.normalize('NFKC').replace(/[\p{C}\p{DI}]/gu, '');
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
