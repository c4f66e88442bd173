/**
 * Reads the HTML of our own pages: what the renderer writes, where every value is escaped and every element closed. It is no
 * parser for other people's HTML; what it does not expect it takes as text. One pass, each character looked at once.
 */

export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: Node[];
}
export type Node = string | Element;

/** Elements without an end tag: https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** Elements whose content is no markup. */
const RAW = new Set(['script', 'style']);

const NAME = /[a-z][a-z0-9:-]*/iy;
const ATTRIBUTE = /\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y;
const TAG_END = /\s*(\/?)>/y;

/** A start tag, its name first. Values of attributes are passed over whole: the renderer escapes no `<` or `>` in them. */
const START_TAG = /<([a-z][a-z0-9:-]*)(?:[^"'>]|"[^"]*"|'[^']*')*>/gi;

/** The elements and texts of a page. */
export const parsePage = (html: string): Node[] => parse(html, 0, false);

/**
 * The first element of a name, without a look at what is in all others, such as menus. The name in a stranger's text or in a
 * value of an attribute is no element.
 */
export function parseElement(html: string, name: string): Element | undefined {
  const tag = html.matchAll(START_TAG).find(([, found]) => found!.toLowerCase() === name);
  return tag === undefined ? undefined : (parse(html, tag.index, true)[0] as Element);
}

/** @param one whether to end with the element that begins at `first` */
function parse(html: string, first: number, one: boolean): Node[] {
  const root: Element = { name: '', attributes: new Map(), children: [] };
  const open: Element[] = [root];
  const text = (from: number, to: number) => {
    if (to > from) open.at(-1)!.children.push(decodeText(html.slice(from, to)));
  };
  let at = first;
  while (at < html.length) {
    if (one && at > first && open.length === 1) break;
    const tag = html.indexOf('<', at);
    if (tag === -1) {
      text(at, html.length);
      break;
    }
    text(at, tag);
    at = tag;
    if (html.startsWith('<!', tag)) {
      const end = html.startsWith('<!--', tag) ? html.indexOf('-->', tag) + 2 : html.indexOf('>', tag);
      at = end < tag ? html.length : end + 1;
    } else if (html[tag + 1] === '/') {
      const end = html.indexOf('>', tag);
      if (end === -1) break;
      close(
        open,
        html
          .slice(tag + 2, end)
          .trim()
          .toLowerCase(),
      );
      at = end + 1;
    } else {
      const start = startTag(html, tag + 1);
      if (start === undefined) {
        text(tag, tag + 1);
        at = tag + 1;
        continue;
      }
      at = start.end;
      const { element } = start;
      open.at(-1)!.children.push(element);
      if (RAW.has(element.name)) {
        const end = html.indexOf(`</${element.name}`, at);
        at = end === -1 ? html.length : end;
        open.push(element);
      } else if (!start.closed && !VOID.has(element.name)) open.push(element);
    }
  }
  return root.children;
}

function startTag(html: string, from: number): { element: Element; closed: boolean; end: number } | undefined {
  NAME.lastIndex = from;
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  let at = NAME.lastIndex;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (found === null) break;
    attributes.set(found[1]!.toLowerCase(), decodeText(found[2] ?? found[3] ?? found[4] ?? ''));
    at = ATTRIBUTE.lastIndex;
  }
  TAG_END.lastIndex = at;
  const end = TAG_END.exec(html);
  if (end === null) return undefined;
  return { element: { name, attributes, children: [] }, closed: end[1] === '/', end: TAG_END.lastIndex };
}

/** An end tag ends its element and what was left open inside it; one without a start is nothing. */
function close(open: Element[], name: string): void {
  const at = open.findLastIndex((element) => element.name === name);
  if (at > 0) open.length = at;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Escapes as the renderer writes them. */
function decodeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : whole;
    },
  );
}
