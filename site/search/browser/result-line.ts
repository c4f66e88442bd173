import { unseenIn } from '../../../catalog/blank-text.ts';
import { hiddenCharacter } from '../../../catalog/hidden-characters.ts';
import type { SearchRecord } from './search.ts';

/** Address of a result; slugs are made of harmless characters, but the files may be anybody's. */
export const resultUrl = ({ serverSlug, toolSlug }: SearchRecord): string =>
  `/tools/${[serverSlug, ...(toolSlug === undefined ? [] : [toolSlug])].map(encodeURIComponent).join('/')}/`;

/** A line of results. What servers say becomes text and nothing else. */
export function resultLine(record: SearchRecord, long: boolean): HTMLLIElement {
  const { name, serverName, toolSlug, level, category, text } = record;
  const link = document.createElement('a');
  link.href = resultUrl(record);
  link.append(element('bdi', 'hit-name', visible(name || serverName)));
  if (toolSlug !== undefined) link.append(element('span', `badge ${level.toLowerCase()}`, level));
  const where = element('span', 'hit-where', toolSlug === undefined ? 'server' : `${category} · `);
  if (toolSlug !== undefined || name !== '')
    where.append(element('bdi', '', `${toolSlug === undefined ? ' ' : ''}${visible(serverName)}`));
  link.append(where);
  const line = document.createElement('li');
  line.append(link);
  if (long && text !== '') line.append(element('bdi', 'hit-text', visible(text)));
  return line;
}

/** An element with a text. */
export function element(name: string, className: string, text: string): HTMLElement {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

const HIDDEN = hiddenCharacter(String.raw`\p{Cc}`);

/** What hides or reorders text is shown as its number; the pages have chips for it. A result is one line, a name of blanks none. */
export const visible = (text: string): string =>
  text.replace(
    unseenIn(text, HIDDEN),
    (character) => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
  );
