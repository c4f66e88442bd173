/** Quotes longer than this are cut, with an ellipsis; the whole quote is in the evidence. */
const LIMIT = 90;
/** Marks that no quote should end or be cut with. */
const LOOSE_END = /[\s,;:([{/–—-]+$/u;

/**
 * A quote of a definition for a sentence of ours, with quotation marks around it: one line, quotation marks inside it single
 * and in pairs, cut at a word.
 */
export function quoteInText(quote: string): string {
  const line = quote.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
  const cut = cutAtWord(line);
  return `“${balanced(cut.replace(LOOSE_END, ''))}${cut === line ? '' : '…'}”`;
}

function cutAtWord(line: string): string {
  if (line.length <= LIMIT) return line;
  const space = line.lastIndexOf(' ', LIMIT);
  // A single endless word is cut by characters, never inside a pair of surrogates.
  return space > 0
    ? line.slice(0, space)
    : line
        .slice(0, LIMIT)
        .toWellFormed()
        .replace(/\ufffd$/u, '');
}

/** Double quotation marks become single curly ones, by turns opening and closing; one without its partner is dropped. */
function balanced(text: string): string {
  const parts = text.split(/[“”„"`]+/u);
  const whole = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join('')];
  return whole
    .map((part, i) => (i === 0 ? part : `${i % 2 === 1 ? '‘' : '’'}${part}`))
    .join('')
    .trim();
}
