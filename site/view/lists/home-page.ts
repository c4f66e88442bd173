import type { AttributionView } from '../attribution.ts';
import { byDanger } from './by-danger.ts';
import type { CatalogueLists } from './catalogue-lists.ts';
import type { ServerLine } from './server-line.ts';
import { spread, type Spread } from './spread.ts';

export interface HomePage {
  servers: number;
  serversWithTools: number;
  tools: number;
  spread: Spread;
  newest: ServerLine[];
  mostDangerous: ServerLine[];
  attributions: AttributionView[];
}

const LISTED = 6;

/** The model of the home page. Ties are broken by slug, so that equal data give an equal page. */
export function homePage({ totals, servers, attributions }: CatalogueLists): HomePage {
  const newest = servers.toSorted((a, b) => compare(b.firstSeenAt, a.firstSeenAt) || compare(a.slug, b.slug));
  return {
    servers: totals.servers,
    serversWithTools: totals.serversWithTools,
    tools: totals.tools,
    attributions,
    spread: spread(totals),
    newest: newest.slice(0, LISTED),
    mostDangerous: byDanger(servers, ['Critical', 'High']).slice(0, LISTED),
  };
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
