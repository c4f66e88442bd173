import { inlineText, isHidden } from './inline-text.ts';
import type { Element, Node } from './parse-page.ts';

/** A table in the form of GitHub's dialect, its caption before it. */
export function tableLines(table: Element): string[] {
  const elements = (nodes: readonly Node[]) => nodes.filter((node) => typeof node !== 'string');
  const rows: Element[][] = [];
  let caption = '';
  const collect = ({ children }: Element) => {
    for (const child of elements(children)) {
      if (child.name === 'caption') caption = inlineText(child.children).trim();
      else if (child.name === 'tr') rows.push(elements(child.children).filter((cell) => /^t[hd]$/.test(cell.name)));
      else if (!isHidden(child)) collect(child);
    }
  };
  collect(table);
  const width = longest(rows);
  if (width === 0) return [];
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, i) => cells[i] ?? '').join(' | ')} |`;
  const texts = rows.map((cells) =>
    cells.flatMap((cell) => [
      inlineText(cell.children, true).replace(/\s+/g, ' ').trim(),
      // The dialect has no cells over several columns.
      ...Array.from({ length: columnsOf(cell) - 1 }, () => ''),
    ]),
  );
  // Without a row of heads the first line is empty: the dialect needs one.
  const headed = rows[0]!.every(({ name }) => name === 'th');
  const head = headed ? texts[0]! : [];
  const body = headed ? texts.slice(1) : texts;
  const lines = [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)];
  return [...(caption === '' ? [] : [`**${caption}**`]), lines.join('\n')];
}

const columnsOf = ({ attributes }: Element): number => Number(attributes.get('colspan') ?? 1);

function longest(rows: readonly (readonly Element[])[]): number {
  return rows.reduce(
    (most, cells) =>
      Math.max(
        most,
        cells.map(columnsOf).reduce((sum, n) => sum + n, 0),
      ),
    0,
  );
}
