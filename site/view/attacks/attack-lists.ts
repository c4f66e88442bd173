/** The pages that list attack patterns: all of them, and one group. */
import { ATTACK_GROUPS, type AttackGroup } from '../../../attacks/groups.ts';
import type { AttackTotals } from '../../../attacks/attack-totals.ts';
import type { AttackPattern } from '../../../attacks/model.ts';
import { attackGroupUrl } from '../../links.ts';
import { type AttackLine, attackLine } from './attack-line.ts';

export interface AttackGroupPage {
  id: string;
  name: string;
  url: string;
  about: string;
  patterns: AttackLine[];
}

export interface AttacksPage {
  groups: AttackGroupPage[];
  patterns: number;
}

/** The model of `/attacks/`. */
export function attacksPage(patterns: readonly AttackPattern[], totals: AttackTotals): AttacksPage {
  return {
    groups: ATTACK_GROUPS.map((group) => attackGroupPage(group, patterns, totals)),
    patterns: patterns.length,
  };
}

/** The model of a group's page. */
export function attackGroupPage(
  { id, slug, name, about }: AttackGroup,
  patterns: readonly AttackPattern[],
  totals: AttackTotals,
): AttackGroupPage {
  const own = patterns.filter((pattern) => pattern.group === id);
  return {
    id,
    name,
    url: attackGroupUrl(slug),
    about,
    patterns: own.map((pattern) => attackLine(pattern, totals.get(pattern.slug)!)),
  };
}
