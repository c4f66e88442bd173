/** A table in Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const text = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [text(head), `|${'---|'.repeat(head.length)}`, ...rows.map(text)].join('\n');
}

/**
 * A document with a benchmark's figures in their place: between a comment that names the benchmark and the next comment that
 * ends figures.
 *
 * @param bench its file, e.g. `bench/crawl.ts`
 * @throws TypeError when the document has no such place
 */
export function withFiguresOf(bench: string, document: string, figures: string): string {
  const begin = `<!-- figures of ${bench} -->\n`;
  const from = document.indexOf(begin) + begin.length;
  const to = document.indexOf('<!-- end of figures -->', from);
  if (!document.includes(begin) || to === -1) throw new TypeError('the document has no place for figures');
  return `${document.slice(0, from)}\n${figures}\n\n${document.slice(to)}`;
}
