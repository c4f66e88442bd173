/** Pieces of Markdown from any text, so that nothing in the text can become markup, a link or HTML. */

/** Characters that CommonMark or GitHub's dialect read as markup inside a line. */
const SPECIAL = /[\\`*_[\]<>&|~#$]/g;

/** Nothing to escape, and one space at most between two words. */
const PLAIN = /^ ?(?:[A-Za-z0-9,;()'’“”/%-]+ )*[A-Za-z0-9,;()'’“”/%-]*$/;

/** What reads as the beginning of a list, a heading underline or a rule at the beginning of a line. */
const LINE_START = /^(?:[-+=]|\d{1,9}(?=[.)]))/;

/** Dialects make links of these even without brackets. */
const looksLikeLink = (word: string): boolean =>
  word.includes('://') || word.includes('@') || /www\./i.test(word) || /^(?:mailto|xmpp):/i.test(word);

/** Text of ours inside a line. A word that would become a link by itself is quoted as code. */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  const flat = text.replace(/\s+/g, ' ');
  if (!/[:@.]/.test(flat)) return flat.replace(SPECIAL, '\\$&');
  return flat
    .split(' ')
    .map((word) => (looksLikeLink(word) ? codeSpan(word) : word.replace(SPECIAL, '\\$&')))
    .join(' ');
}

/** A line that does not begin a list or anything else. */
export const paragraphLine = (line: string): string =>
  line.replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));

/** A text on one line, quoted: nothing in it is read as markup. */
export function codeSpan(text: string, inTable = false): string {
  const flat = text.replace(/\s+/g, ' ');
  if (flat.trim() === '') return '';
  const fence = '`'.repeat(longestRun(flat) + 1);
  // One space on each side is taken off again where both sides have one.
  const padded = /^[` ]|[` ]$/.test(flat) ? ` ${flat} ` : flat;
  const span = `${fence}${padded}${fence}`;
  // A table is cut at its bars before anything else is read, but for those with a backslash.
  return inTable ? span.replaceAll('|', '\\|') : span;
}

/** A text of several lines, quoted. */
export function codeBlock(text: string, language = ''): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(clean) + 1));
  return `${fence}${language}\n${clean}\n${fence}`;
}

/** Each line as a quotation. */
export const quoted = (block: string): string =>
  block
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
