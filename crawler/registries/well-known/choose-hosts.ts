import { domainOf } from '../../http/domain-of.ts';
import type { RefusedEntry } from '../../../catalog/store/registries.ts';

export interface HostLists {
  /** Named by the operator: asked in any case. */
  given: readonly string[];
  /** Whose cards are in the catalogue: asked before the others, so that these are kept up. */
  own: Iterable<string>;
  /** Of all remotes in the catalogue. */
  known: Iterable<string>;
}

/**
 * Which origins are asked, sorted: of each domain so many at most, since a record may name any number of hosts of one domain.
 *
 * @returns also what is left out: one refusal for each domain, and one for each card that would be lost otherwise
 */
export function chooseHosts(
  { given, own, known }: HostLists,
  hostsPerDomain: number,
): { origins: string[]; refused: RefusedEntry[] } {
  const cards = new Set(own);
  const named = new Set(given);
  const byDomain = new Map<string, string[]>();
  for (const origin of new Set([...[...cards].sort(), ...[...known].sort()])) {
    if (named.has(origin)) continue;
    const domain = domainOf(new URL(origin).hostname);
    const hosts = byDomain.get(domain) ?? [];
    hosts.push(origin);
    byDomain.set(domain, hosts);
  }
  const origins = [...named];
  const refused: RefusedEntry[] = [];
  for (const [domain, hosts] of byDomain) {
    origins.push(...hosts.slice(0, hostsPerDomain));
    const left = hosts.slice(hostsPerDomain);
    if (left.length === 0) continue;
    refused.push({
      label: `hosts of ${domain}`.slice(0, 200),
      reason: `${left.length} of ${hosts.length} are not asked: ${hostsPerDomain} of one domain at most`,
    });
    // Not asked is not gone.
    const reason = `is not asked: its domain has more than ${hostsPerDomain} hosts`;
    refused.push(...left.filter((origin) => cards.has(origin)).map((label) => ({ label, nativeId: label, reason })));
  }
  return { origins: origins.sort(), refused };
}
