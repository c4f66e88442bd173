/** How rows become a file. */
export interface RowsLayout {
  head: string;
  /** Between two rows. */
  between: string;
  /** After every row. */
  rowEnd: string;
  tail: string;
}

/** NDJSON: a JSON value per line; without rows the file is empty. */
export const LINES: RowsLayout = { head: '', between: '', rowEnd: '\n', tail: '' };

/** The text of a file whose rows fit into memory. */
export function rowsText({ head, between, rowEnd, tail }: RowsLayout, rows: readonly string[]): string {
  return `${head}${rows.map((row) => row + rowEnd).join(between)}${tail}`;
}
