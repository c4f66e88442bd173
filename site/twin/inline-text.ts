import { codeSpan, plainText } from './markdown-text.ts';
import type { Element, Node } from './parse-page.ts';

/** Elements that help who looks at or clicks on a page, and say nothing. */
const SILENT = new Set(['button', 'form', 'input', 'script', 'style', 'svg', 'template', 'noscript', 'dialog']);

/**
 * Classes of what only works, or only makes sense, in a browser: ways within a page and back; other `nav`s are lists. What is
 * only spoken says where a mark ends, which signs say here.
 */
const FOR_BROWSERS = /(?:^| )(?:js-only|jump|crumbs|contents|spoken)(?: |$)/;

/** Whether an element says nothing to a reader of text. */
export function isHidden({ name, attributes }: Element): boolean {
  if (SILENT.has(name)) return true;
  if (attributes.size === 0) return false;
  if (attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true;
  const classes = attributes.get('class');
  return classes !== undefined && FOR_BROWSERS.test(classes);
}

/** Nodes of one line as Markdown. */
export function inlineText(nodes: readonly Node[], inTable = false): string {
  const pieces: string[] = [];
  // Kept by itself: asking the whole line for its end each time would copy it each time.
  let last = '';
  for (const node of nodes) {
    const piece = typeof node === 'string' ? plainText(node) : inlineElement(node, inTable);
    if (piece === '') continue;
    // Two code spans side by side would be read as one with two marks between, and two links as one word.
    if (/[\w`*»)]/.test(last) && /^[`*[«]/.test(piece)) pieces.push(' ');
    pieces.push(last === ' ' && piece.startsWith(' ') ? piece.slice(1) : piece);
    last = piece.at(-1)!;
  }
  return pieces.join('');
}

function inlineElement(element: Element, inTable: boolean): string {
  const { name, attributes, children } = element;
  if (isHidden(element)) return '';
  const inner = () => inlineText(children, inTable);
  switch (name) {
    case 'br':
      return ' ';
    case 'img':
      return plainText(attributes.get('alt') ?? '');
    case 'bdi':
      return foreignSpan(textOf(children).trim(), inTable);
    case 'code':
    case 'kbd':
    case 'samp':
    case 'pre':
      return (hasForeign(children) ? foreignSpan : codeSpan)(textOf(children).trim(), inTable);
    case 'strong':
    case 'b':
      return marked('**', inner());
    case 'em':
    case 'i':
      return marked('*', inner());
    case 'a':
      return link(attributes.get('href'), inner().trim());
    case 'textarea':
      return codeSpan(textOf(children).trim(), inTable);
    case 'mark':
    case 'span':
      if (attributes.get('class') === 'theirs') return foreignMark(name, textOf(children).trim(), inTable);
      // Labels of the page that stand apart by style alone.
      return name === 'mark' ? inner() : ` ${inner().trim()} `;
    default:
      return name === 'li' || name === 'p' || name === 'div' || name === 'dt' || name === 'dd'
        ? `${inner().trim()} `
        : inner();
  }
}

/** Text of strangers on one line: in marks that our own code does not have. */
function foreignSpan(text: string, inTable: boolean): string {
  const span = codeSpan(text, inTable);
  return span === '' ? '' : `«${span}»`;
}

/** A piece of a text of theirs, which its block isolates; the part that is pointed at stands out. */
const foreignMark = (name: string, text: string, inTable: boolean): string =>
  marked(name === 'mark' ? '**' : '', foreignSpan(text, inTable));

const hasForeign = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => typeof node !== 'string' && (node.name === 'bdi' || hasForeign(node.children)));

const marked = (mark: string, text: string): string => (text.trim() === '' ? '' : `${mark}${text.trim()}${mark}`);

/** Links of our own pages lead to their twins. */
function link(href: string | undefined, text: string): string {
  if (text === '' || href === undefined || !/^(?:https?:\/\/|\/(?!\/))/i.test(href)) return text;
  const [path, fragment] = href.split('#', 2) as [string, string?];
  const target = path.startsWith('/') && path.endsWith('/') ? `${path}index.md` : path;
  const whole = fragment === undefined ? target : `${target}#${fragment}`;
  // What would end the target, as it is written in addresses.
  return `[${text}](${whole.replace(/[\s()<>\\"'`|*_[\]]/g, (character) => escapes(character))})`;
}

function escapes(character: string): string {
  // '_' and '*' are inert in a target, and common in names.
  if (character === '_' || character === '*') return character;
  return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** The text of nodes as it is, line breaks included. */
export function textOf(nodes: readonly Node[]): string {
  let text = '';
  for (const node of nodes) {
    if (typeof node === 'string') text += node;
    else if (node.name === 'br') text += '\n';
    else if (node.attributes.get('class') === 'hidden-char') text += `[${textOf(node.children)}]`;
    else if (!isHidden(node)) text += textOf(node.children);
  }
  return text;
}
