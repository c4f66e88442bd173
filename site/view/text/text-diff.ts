/** What changed between two texts, word by word, for reading. */
export type DiffPart = { same: string } | { removed: string } | { added: string };

/** Characters of each text that are compared. */
const LONGEST = 1_000;
/** Pairs of words that are compared; more of them, and the texts are shown as replaced. */
const MOST_PAIRS = 20_000;
/** Characters of one changed stretch that are shown. */
const LONGEST_CHANGE = 300;
/** Characters of unchanged text kept on either side of a change. */
const AROUND = 40;

/** A word, a run of white space, or one other character. */
const WORD = /[\p{L}\p{N}_]+|\s+|./gsu;

/** The parts of both texts in reading order; unchanged stretches are shortened. Bounded for texts of any size. */
export function textDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [words(before), words(after)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const parts = [
    ...a.slice(0, start).map((same) => ({ same })),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((same) => ({ same })),
  ];
  return shortened(joined(parts));
}

const words = (text: string): string[] => text.slice(0, LONGEST).toWellFormed().match(WORD) ?? [];

/** The longest common run of words, by the table of its lengths. */
function middle(a: readonly string[], b: readonly string[]): DiffPart[] {
  if (a.length * b.length > MOST_PAIRS) return [...a.map((removed) => ({ removed })), ...b.map((added) => ({ added }))];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ same: a[i]! });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      parts.push({ removed: a[i]! });
      i += 1;
    } else {
      parts.push({ added: b[j]! });
      j += 1;
    }
  }
  return parts;
}

/** Neighbours of one kind as one part; of each change what is removed stands before what is added. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed !== '') result.push({ removed });
    if (added !== '') result.push({ added });
    [removed, added] = ['', ''];
  };
  for (const [i, part] of parts.entries()) {
    if ('removed' in part) removed += part.removed;
    else if ('added' in part) added += part.added;
    else if (removed + added !== '' && /^\s+$/.test(part.same) && changes(parts[i + 1])) {
      // A space between two changed words belongs to the change: else every word is one of its own.
      removed += part.same;
      added += part.same;
    } else {
      flush();
      const last = result.at(-1);
      if (last !== undefined && 'same' in last) last.same += part.same;
      else result.push({ same: part.same });
    }
  }
  flush();
  return result;
}

const changes = (part: DiffPart | undefined): boolean => part !== undefined && !('same' in part);

function shortened(parts: readonly DiffPart[]): DiffPart[] {
  return parts.map((part, i) => {
    if ('removed' in part) return { removed: cut(part.removed, LONGEST_CHANGE, 0) };
    if ('added' in part) return { added: cut(part.added, LONGEST_CHANGE, 0) };
    if (parts.length === 1) return part;
    return { same: cut(part.same, i === 0 ? 0 : AROUND, i === parts.length - 1 ? 0 : AROUND) };
  });
}

/** The beginning and the end of a text, with an ellipsis for what is left out between them. */
function cut(text: string, head: number, tail: number): string {
  if (text.length <= head + tail + 1) return text;
  return `${text.slice(0, head)}…${tail === 0 ? '' : text.slice(-tail)}`.toWellFormed();
}
