import type { Classification } from '../../../catalog/model/classification.ts';
import { categoryRow, facetRow, higherLevel, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { SourceSnippet } from '../../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { cutText, type CutText } from '../text/cut-text.ts';
import { type EvidenceView, evidenceViews } from './evidence.ts';

export interface FacetView {
  facet: string;
  holdsWhen: string;
  /** The level that it raises the verdict to, where the category alone would give a lower one. */
  raisesTo?: Level;
}

/** A verdict as a page shows it. A tool that was not classified yet is shown as one that could not be. */
export interface VerdictView {
  category: Category;
  level: Level;
  /** For a sentence "It …"; absent for Unclassified. */
  meaning?: string;
  rationale: CutText;
  evidence: EvidenceView[];
  facets: FacetView[];
  /** The sentence that connects category, facets and level. */
  reckoning: string;
  confidence?: Classification['confidence'];
  /** Whether those who judged it contradict each other, and nobody has settled it. */
  disputed: boolean;
}

const MAX_EVIDENCE = 8;

const NOT_YET = 'This tool has not been classified yet. Until it is, it is treated as one that could do anything.';

/** Turns a classification into what its page shows. */
export function verdictView(
  definition: ToolDefinition,
  verdict: Classification | undefined,
  source: readonly SourceSnippet[] = [],
): VerdictView {
  if (verdict === undefined) {
    return {
      category: 'Unclassified',
      level: 'Unclassified',
      rationale: { text: NOT_YET },
      evidence: [],
      facets: [],
      reckoning: 'Without a verdict there is no level, and the recommended rule denies every call.',
      disputed: false,
    };
  }
  const { category, level, facets, confidence } = verdict;
  const { meaning, level: base = 'Unclassified' } = categoryRow(category) ?? {};
  return {
    category,
    level,
    ...(meaning === undefined ? {} : { meaning }),
    rationale: cutText(verdict.rationale, 2000),
    evidence: evidenceViews(definition, verdict.evidence.slice(0, MAX_EVIDENCE), source),
    facets: facets.map((facet) => {
      const { holdsWhen, raisesTo } = facetRow(facet);
      const raises = raisesTo !== undefined && base !== 'Unclassified' && higherLevel(base, raisesTo) !== base;
      return { facet, holdsWhen, ...(raises ? { raisesTo } : {}) };
    }),
    reckoning: reckoning(verdict),
    ...(category === 'Unclassified' ? {} : { confidence }),
    disputed: verdict.disputed,
  };
}

function reckoning({ category, level, facets }: Classification): string {
  const base = categoryRow(category)?.level;
  if (base === undefined)
    return 'No verdict could be supported by the definition, so the recommended rule denies every call.';
  if (base === 'Critical') return `${category} tools are always Critical.`;
  if (base === level) return `${category} tools start at ${base}, and nothing about this one raises it.`;
  const raising = facets.filter((facet) => facetRow(facet).raisesTo === level);
  return `${category} tools start at ${base}; ${raising.join(', ') || 'a reviewed decision'} raises this one to ${level}.`;
}
