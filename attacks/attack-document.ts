import { attackGroup } from './groups.ts';
import type { AttackFile, AttackPattern } from './model.ts';
import type { PatternTotal } from './attack-totals.ts';
import { predicateSentence } from './predicate/words.ts';

/** A pattern for machines: the file, with its predicate in words and what the catalogue has of it. */
export interface AttackDocument extends Omit<AttackFile, 'group'> {
  slug: string;
  group: { id: string; slug: string; name: string };
  /** `applies` as a sentence. */
  appliesInWords: string;
  tools: { total: number; servers: number; byLevel: PatternTotal['byLevel']; byCategoryOnly: number };
}

/** The JSON shape of a pattern. Pure; the same pattern and totals give the same document. */
export function attackDocument(pattern: AttackPattern, total: PatternTotal): AttackDocument {
  const { policyText: _, slug, group, ...file } = pattern;
  const { id, slug: groupSlug, name } = attackGroup(group);
  const { tools, servers, byLevel, byCategory } = total;
  return {
    slug,
    group: { id, slug: groupSlug, name },
    ...file,
    appliesInWords: predicateSentence(pattern.applies),
    tools: { total: tools, servers, byLevel, byCategoryOnly: byCategory },
  };
}
