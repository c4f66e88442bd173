import { attackDocument as patternDocument, type AttackDocument } from '../../attacks/attack-document.ts';
import type { AttackTotals } from '../../attacks/attack-totals.ts';
import { attackPatterns } from '../../attacks/load.ts';
import type { Policy } from '../../policy/model.ts';
import type { ApiAttack, ApiAttacks } from '../model/api-attack.ts';
import { attackJsonUrl, attackPageUrl } from '../paths.ts';
import { documentHeader } from './document-header.ts';

/** The documents of all attack patterns, by number. */
export function attackDocuments(totals: AttackTotals, siteUrl?: string): ApiAttack[] {
  return attackPatterns()
    .map((pattern) => patternDocument(pattern, totals.get(pattern.slug)!))
    .sort((a, b) => a.number - b.number)
    .map((attack) => ({ ...documentHeader('attack', siteUrl), ...addressed(attack) }));
}

function addressed({ rule, incident, ...attack }: AttackDocument) {
  const references = incident.references.map(({ opened, ...reference }) => ({
    ...reference,
    ...(opened === null ? {} : { opened }),
  }));
  return {
    ...attack,
    incident: { ...incident, references },
    url: attackJsonUrl(attack.slug),
    pageUrl: attackPageUrl(attack.group.slug, attack.slug),
    // The loader of the patterns has read it as a policy.
    rule: { ...rule, policy: rule.policy as unknown as Policy },
  };
}

/** The list of them. */
export function attacksDocument(attacks: readonly ApiAttack[], siteUrl?: string): ApiAttacks {
  return {
    ...documentHeader('attacks', siteUrl),
    attacks: attacks.map(({ slug, number, group, title, summary, url, pageUrl, tools }) => ({
      slug,
      number,
      group,
      title,
      summary,
      url,
      pageUrl,
      tools,
    })),
  };
}
