import type { Counts, ServerOverview } from '../../../catalog/store/reader.ts';
import { serverUrl } from '../../links.ts';
import { firstLine, shortName } from '../text/cut-text.ts';
import { outcomeLabel } from '../server/outcome.ts';

/** A server as one line of a list. */
export interface ServerLine {
  slug: string;
  url: string;
  name: string;
  title?: string;
  description?: string;
  deprecated: boolean;
  /** Why there are no tools to count, in a few words; absent when there are some. */
  outcome?: string;
  counts: Counts;
  firstSeenAt: string;
}

/** The line of a server, from what the catalogue's overview says. */
export function serverLine({ server, outcome, tools, byLevel, byCategory }: ServerOverview): ServerLine {
  const description = firstLine(server.description, 140);
  return {
    slug: server.slug,
    url: serverUrl(server.slug),
    name: server.name,
    ...(server.title === null || server.title === server.name ? {} : { title: shortName(server.title, 100) }),
    ...(description === '' ? {} : { description }),
    deprecated: server.status === 'deprecated',
    ...(tools > 0 ? {} : { outcome: outcomeLabel(outcome?.code) }),
    counts: { tools, byLevel, byCategory },
    firstSeenAt: server.firstSeenAt,
  };
}
