import { domainOf } from '../../http/domain-of.ts';
import type { RefusedEntry } from '../../../catalog/store/registries.ts';

export interface HostLists {
  /** Named by the operator: asked in any case. */
  given: readonly string[];
  /** Whose cards are in the catalogue: asked before the others, so that these are kept up. */
  own: Iterable<string>;
  /** Of all remotes in the catalogue. */
  known: Iterable<string>;
  /** In trouble when they were last asked: asked after the others, so that nobody waits for them. */
  failed: ReadonlySet<string>;
}

/** Hosts are asked by turns, and in the order of their origins within one. */
export type Turn = 'given' | 'own' | 'known' | 'failed';

export interface ChosenHost {
  turn: Turn;
  origin: string;
}

const TURNS: readonly Turn[] = ['given', 'own', 'known', 'failed'];

/**
 * Which origins are asked, in their order: of each domain so many at most, since a record may name any number of hosts of one
 * domain.
 *
 * @returns also what is left out: one refusal for each domain, and one for each card that would be lost otherwise
 */
export function chooseHosts(
  { given, own, known, failed }: HostLists,
  hostsPerDomain: number,
): { hosts: ChosenHost[]; refused: RefusedEntry[] } {
  const cards = new Set(own);
  const named = new Set(given);
  const byDomain = new Map<string, string[]>();
  const others = [...known].sort();
  const inOrder = [
    ...[...cards].sort(),
    ...others.filter((origin) => !failed.has(origin)),
    ...others.filter((origin) => failed.has(origin)),
  ];
  for (const origin of new Set(inOrder)) {
    if (named.has(origin)) continue;
    const domain = domainOf(new URL(origin).hostname);
    const hosts = byDomain.get(domain) ?? [];
    hosts.push(origin);
    byDomain.set(domain, hosts);
  }
  const hosts = [...named].map((origin): ChosenHost => ({ turn: 'given', origin }));
  const refused: RefusedEntry[] = [];
  for (const [domain, origins] of byDomain) {
    for (const origin of origins.slice(0, hostsPerDomain)) {
      hosts.push({ turn: failed.has(origin) ? 'failed' : cards.has(origin) ? 'own' : 'known', origin });
    }
    const left = origins.slice(hostsPerDomain);
    if (left.length === 0) continue;
    refused.push({
      label: `hosts of ${domain}`.slice(0, 200),
      reason: `${left.length} of ${origins.length} are not asked: ${hostsPerDomain} of one domain at most`,
    });
    // Not asked is not gone.
    const reason = `is not asked: its domain has more than ${hostsPerDomain} hosts`;
    refused.push(...left.filter((origin) => cards.has(origin)).map((label) => ({ label, nativeId: label, reason })));
  }
  return { hosts: hosts.sort(inTurn), refused };
}

/** By turn, then by origin. */
export function inTurn(a: ChosenHost, b: ChosenHost): number {
  return TURNS.indexOf(a.turn) - TURNS.indexOf(b.turn) || Number(a.origin > b.origin) - Number(a.origin < b.origin);
}
