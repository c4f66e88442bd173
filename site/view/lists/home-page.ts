import type { AttributionView } from '../attribution.ts';
import { formatDate, formatNumber } from '../text/words.ts';
import { byDanger } from './by-danger.ts';
import type { CatalogueLists } from './catalogue-lists.ts';
import type { ServerLine } from './server-line.ts';
import { spread, type Spread } from './spread.ts';

export interface HomePage {
  servers: number;
  serversWithTools: number;
  tools: number;
  spread: Spread;
  newest: NewestServers;
  mostDangerous: ServerLine[];
  attributions: AttributionView[];
}

/** The servers that came last, those with the most tools first of a day; or of all, where one day brought all of them. */
export interface NewestServers {
  title: string;
  /** Said where a day brought more than are shown. */
  note?: string;
  servers: ServerLine[];
}

const LISTED = 6;

/** The model of the home page. Ties are broken by slug, so that equal data give an equal page. */
export function homePage({ totals, servers, attributions }: CatalogueLists): HomePage {
  return {
    servers: totals.servers,
    serversWithTools: totals.serversWithTools,
    tools: totals.tools,
    attributions,
    spread: spread(totals),
    newest: newestServers(servers),
    mostDangerous: byDanger(servers, ['Critical', 'High']).slice(0, LISTED),
  };
}

const dayOf = ({ firstSeenAt }: ServerLine): string => firstSeenAt.slice(0, 'YYYY-MM-DD'.length);

function newestServers(servers: readonly ServerLine[]): NewestServers {
  const newest = servers
    .toSorted((a, b) => compare(dayOf(b), dayOf(a)) || b.counts.tools - a.counts.tools || compare(a.slug, b.slug))
    .slice(0, LISTED);
  const [first] = newest;
  if (first === undefined) return { title: 'New in the catalogue', servers: [] };
  const date = formatDate(first.firstSeenAt);
  const sameDay = servers.filter((server) => dayOf(server) === dayOf(first)).length;
  if (sameDay === servers.length) {
    const all = sameDay === 1 ? 'The only server' : `All ${formatNumber(sameDay)} servers`;
    return {
      title: 'Servers with the most tools',
      note: `${all} came into the catalogue on ${date}.`,
      servers: newest,
    };
  }
  const note = `${formatNumber(sameDay)} servers came on ${date}; these have the most tools.`;
  return { title: 'New in the catalogue', ...(sameDay > LISTED && { note }), servers: newest };
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
