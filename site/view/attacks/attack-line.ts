import type { PatternTotal } from '../../../attacks/attack-totals.ts';
import { attackGroup } from '../../../attacks/groups.ts';
import { type AttackPattern, isRead, type Reference } from '../../../attacks/model.ts';
import { attackUrl } from '../../links.ts';
import { counted } from '../text/words.ts';

/** A pattern in a list. */
export interface AttackLine {
  title: string;
  url: string;
  summary: string;
  /** How well it is known: "a known case; advisory or first-hand report; that source read in a stored copy". */
  known: string;
  /** How many tools it applies to. */
  tools: string;
}

const CONFIDENCE: Readonly<Record<AttackPattern['incident']['confidence'], string>> = {
  high: 'advisory or first-hand report',
  medium: 'named proof or press',
  low: 'single or retold report',
};

/**
 * What is known of a pattern's incident, from whom, and how far that was read, each in a few words: no more than the read sources say.
 * A case whose first-hand sources nobody has read stays "as reported"; what is only described has no report.
 */
export function knownWords({ incident: { evidence, confidence, references } }: AttackPattern): string[] {
  if (evidence === 'concept') return ['described, no dated case'];
  const read = references.filter(isRead);
  const firstHand = read.filter(({ kind }) => kind !== 'report');
  const standing = firstHand.length > 0 ? 'a known case' : 'a case, as reported';
  return [
    evidence === 'partial' ? 'shown or reported, not confirmed' : standing,
    CONFIDENCE[confidence],
    readWords(confidence === 'high' ? firstHand : read),
  ];
}

function readWords(read: readonly Reference[]): string {
  if (read.length === 0) return 'that source not opened by us';
  return read.some(({ opened }) => opened !== null) ? 'that source read by us' : 'that source read in a stored copy';
}

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
