/**
 * The small part of Markdown that our own documents use, as a tree of plain values: a component prints it, so no HTML is
 * ever put together from text. What it does not know stays text.
 */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em'; children: Inline[] }
  | { kind: 'link'; url: string; children: Inline[] };

export type Block =
  | { kind: 'heading'; level: number; id: string; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'quote'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

/** Reads a document into blocks. */
export function parseMarkdown(source: string): Block[] {
  const lines = source
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[^]*?-->/g, '')
    .split('\n');
  const blocks: Block[] = [];
  let at = 0;
  /** Takes lines as long as they match. */
  const take = (matches: (line: string) => boolean) => {
    const from = at;
    while (at < lines.length && matches(lines[at]!)) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.trim() === '') {
      at += 1;
    } else if (line.startsWith('```')) {
      at += 1;
      const text = take((next) => !/^```\s*$/.test(next)).join('\n');
      at += 1;
      blocks.push({ kind: 'code', language: line.slice(3).trim(), text });
    } else if (HEADING.test(line)) {
      at += 1;
      const [, marks, text] = HEADING.exec(line)!;
      blocks.push({ kind: 'heading', level: marks!.length, id: headingId(text!), children: parseInline(text!) });
    } else if (line.startsWith('|')) {
      blocks.push(table(take((next) => next.startsWith('|'))));
    } else if (line.startsWith('>')) {
      const text = take((next) => next.startsWith('>')).map((next) => next.replace(/^>\s?/, ''));
      blocks.push({ kind: 'quote', children: parseInline(text.join(' ')) });
    } else if (ITEM.test(line)) {
      blocks.push(list(take((next) => ITEM.test(next) || /^\s+\S/.test(next))));
    } else {
      const text = [line, ...((at += 1), take((next) => next.trim() !== '' && !STARTS_BLOCK.test(next)))];
      blocks.push({ kind: 'paragraph', children: parseInline(text.join(' ')) });
    }
  }
  return blocks;
}

const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const ITEM = /^(?:[-*+]|\d+[.)])\s+/;
const STARTS_BLOCK = /^(?:#{1,6}\s|```|\||>|[-*+]\s|\d+[.)]\s)/;

/** The fragment of a heading, as GitHub makes it. */
export function headingId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function list(lines: string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim().replace(ITEM, '')}`);
  }
  return { kind: 'list', ordered: /^\d/.test(lines[0] ?? ''), items: items.map(parseInline) };
}

function table(lines: string[]): Block {
  const rows = lines.filter((line, i) => i !== 1 || !/^\|[\s:|-]+\|?\s*$/.test(line)).map(cells);
  const [head = [], ...rest] = rows;
  return { kind: 'table', head, rows: rest };
}

/** Cells of a row; a pipe that is escaped or stands in code does not end one. */
function cells(line: string): Inline[][] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  const parts = inner.match(/(?:\\\||`[^`]*`|[^|])+|(?<=\|)(?=\||$)/g) ?? [];
  return parts.map((part) => parseInline(part.trim().replaceAll(String.raw`\|`, '|')));
}

const INLINE =
  /`([^`]+)`|\*\*([^*]+(?:\*[^*]+)*)\*\*|\*([^*\s][^*]*)\*|(?<!\w)_([^_\s][^_]*)_(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:\/\/[^>\s]+)>/;

/** Reads the emphasis, code and links of a line. */
export function parseInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match !== null; match = INLINE.exec(rest)) {
    const [whole, code, strong, star, underscore, label, url, bare] = match;
    if (match.index > 0) nodes.push({ kind: 'text', text: rest.slice(0, match.index) });
    if (code !== undefined) nodes.push({ kind: 'code', text: code });
    else if (strong !== undefined) nodes.push({ kind: 'strong', children: parseInline(strong) });
    else if (label !== undefined) nodes.push({ kind: 'link', url: url!, children: parseInline(label) });
    else if (bare !== undefined) nodes.push({ kind: 'link', url: bare, children: [{ kind: 'text', text: bare }] });
    else nodes.push({ kind: 'em', children: parseInline((star ?? underscore)!) });
    rest = rest.slice(match.index + whole.length);
  }
  if (rest !== '') nodes.push({ kind: 'text', text: rest });
  return nodes;
}

/** The words of a line, without marks. */
export function inlineText(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('text' in node ? node.text : inlineText(node.children))).join('');
}
