import { createHash } from 'node:crypto';
import { codeName, visibleText } from '../../policy/visible-text.ts';
import type { ApiChange } from '../model/api-change.ts';
import { monthPageUrl, serverPageUrl } from '../paths.ts';

/** A change as both feeds tell it; its texts can be seen whole, and are not escaped yet. */
export interface FeedEntry {
  id: string;
  at: string;
  title: string;
  summary: string;
  /** Path of a page: of what changed, of the server of a tool that is gone, of the month in which a server went. */
  url: string;
}

/** Characters of a name in a sentence. */
const LONGEST = 200;

export function feedEntry(change: ApiChange): FeedEntry {
  const { at, event, serverSlug, says = [], packageVersion } = change;
  const version = packageVersion === undefined ? [] : [`In version ${plain(packageVersion)} of the package.`];
  return {
    id: entryId(change),
    at,
    title: titleOf(change),
    summary: [...version, ...says.map(plain)].join(' ') || titleOf(change),
    url: change.pageUrl ?? (event === 'server-removed' ? monthPageUrl(at) : serverPageUrl(serverSlug)),
  };
}

function titleOf({ event, server, tool = '', tools = 0 }: ApiChange): string {
  const of = plain(server);
  const name = codeName(tool);
  switch (event) {
    case 'server-added':
      return `New server: ${of}`;
    case 'server-removed':
      return `Server removed: ${of}`;
    case 'tools-listed':
      return `${of}: ${tools === 1 ? '1 tool' : `${tools} tools`} listed for the first time`;
    case 'tool-added':
      return `${of}: new tool ${name}`;
    case 'tool-removed':
      return `${of}: tool ${name} removed`;
    case 'tool-returned':
      return `${of}: tool ${name} listed again`;
    default:
      return `${of}: definition of ${name} changed`;
  }
}

function plain(text: string): string {
  const characters = Array.from(text);
  return visibleText(characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text);
}

/** The same change has the same id wherever it is published: a UUID of the kind that is made from other data (RFC 9562, 5.8). */
function entryId({ at, event, serverSlug, tool = '', definitionHash = '' }: ApiChange): string {
  const hash = createHash('sha256').update([at, event, serverSlug, tool, definitionHash].join('\0')).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
