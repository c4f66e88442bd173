import type { PatternTotal } from '../../../attacks/attack-totals.ts';
import { attackGroup } from '../../../attacks/groups.ts';
import type { AttackPattern } from '../../../attacks/model.ts';
import { attackUrl } from '../../links.ts';
import { counted } from '../text/words.ts';

/** A pattern in a list. */
export interface AttackLine {
  title: string;
  url: string;
  summary: string;
  /** How well it is known: "a known case; advisory or first-hand report". */
  known: string;
  /** How many tools it applies to. */
  tools: string;
}

const EVIDENCE: Readonly<Record<AttackPattern['incident']['evidence'], string>> = {
  verified: 'a known case',
  partial: 'shown or reported, not confirmed',
  concept: 'described, no dated case',
};
const CONFIDENCE: Readonly<Record<AttackPattern['incident']['confidence'], string>> = {
  high: 'advisory or first-hand report',
  medium: 'named proof or press',
  low: 'single or retold report',
};

/** What is known of a pattern's incident, and from whom, each in a few words. */
export const knownWords = ({ incident }: AttackPattern): [evidence: string, source: string] => [
  EVIDENCE[incident.evidence],
  CONFIDENCE[incident.confidence],
];

/** The address of a pattern's page. */
export const urlOf = ({ group, slug }: AttackPattern): string => attackUrl(attackGroup(group).slug, slug);

export function attackLine(pattern: AttackPattern, total: PatternTotal): AttackLine {
  const { title, summary } = pattern;
  return {
    title,
    url: urlOf(pattern),
    summary,
    known: knownWords(pattern).join('; '),
    tools: total.tools === 0 ? 'no tool of the catalogue' : `${counted(total.tools, 'tool')} of the catalogue`,
  };
}
