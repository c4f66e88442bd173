import type { OutputDirectory } from '../../output/output-directory.ts';
import type { Reckoned } from '../lists.ts';
import { ATOM_FEED, CHANGES_PAGE, JSON_FEED } from '../paths.ts';
import { publishedAddress } from '../published-address.ts';
import type { Publisher } from '../publisher.ts';
import { jsonText } from '../text/json-text.ts';
import { xmlText } from '../text/xml-text.ts';
import { feedEntry, type FeedEntry } from './feed-entry.ts';
import { newestChanges } from './newest-changes.ts';

/** Entries of a feed; all changes are in the documents of their days. */
const MOST = 100;

const TITLE = 'Toolgate: changes of MCP servers and their tools';
/** Of a feed without entries. */
const NEVER = '1970-01-01T00:00:00.000Z';
/** A feed whose address nobody knows; others are known by theirs, since whoever runs the program has one of his own. */
const FEED_ID = 'urn:uuid:6f6b2f5e-2d0c-4c86-9a55-0d7f1b8a3c41';

/** Publishes the newest changes as Atom (RFC 4287) and as JSON Feed 1.1. */
export function publishFeeds(
  output: OutputDirectory,
  publisher: Publisher,
  reckoned: Reckoned,
  siteUrl?: string,
): void {
  const entries = newestChanges(output, reckoned, MOST).map(feedEntry);
  const address = (path: string) => publishedAddress(path, siteUrl);
  publisher.text(ATOM_FEED, atomFeed(entries, address, siteUrl === undefined ? FEED_ID : address(ATOM_FEED)));
  publisher.text(JSON_FEED, jsonFeed(entries, address));
}

type Address = (path: string) => string;

function atomFeed(entries: readonly FeedEntry[], address: Address, feedId: string): string {
  const items = entries.map(
    ({ id, at, title, summary, url }) => `  <entry>
    <id>${id}</id>
    <title>${xmlText(title)}</title>
    <updated>${xmlText(at)}</updated>
    <link rel="alternate" type="text/html" href="${xmlText(address(url))}"/>
    <summary>${xmlText(summary)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${xmlText(feedId)}</id>
  <title>${TITLE}</title>
  <updated>${xmlText(entries[0]?.at ?? NEVER)}</updated>
  <author><name>Toolgate</name></author>
  <link rel="self" type="application/atom+xml" href="${xmlText(address(ATOM_FEED))}"/>
  <link rel="alternate" type="text/html" href="${xmlText(address(CHANGES_PAGE))}"/>
${items.join('')}</feed>
`;
}

function jsonFeed(entries: readonly FeedEntry[], address: Address): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLE,
    home_page_url: address(CHANGES_PAGE),
    feed_url: address(JSON_FEED),
    items: entries.map(({ id, at, title, summary, url }) => ({
      id,
      url: address(url),
      title,
      content_text: summary,
      date_published: at,
    })),
  };
  return `${jsonText(feed)}\n`;
}
