import { definitionHash } from '../../catalog/definition-hash.ts';
import type { Classification, Evidence } from '../../catalog/model/classification.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import { facetRow } from '../../catalog/model/rubric.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { classifierVersion } from './classifier-version.ts';
import { type Decision, decide } from './decide.ts';
import { foldFacets } from './facets.ts';
import { rationale } from './rationale.ts';
import { readFacts } from './read-facts.ts';
import { annotationContradiction } from './rules/annotation-contradiction/rule.ts';

/** More quotes than these prove nothing more. */
const MAX_EVIDENCE = 8;

/**
 * Classifies a tool by the built-in rules. Pure and deterministic; never throws on a definition that the edge let in.
 * Without a quote that carries it there is no verdict: the tool is Unclassified, which is denied by default.
 */
export function classify(definition: ToolDefinition): Classification {
  const { facts, findings, incomplete } = readFacts(definition);
  const decision = incomplete === undefined ? decide(facts) : unread();
  const evidence = evidenceFor(decision, facts);
  const rules = new Set(
    facts.filter((fact) => fact.evidence.some((item) => evidence.includes(item))).map((fact) => fact.rule),
  );
  return {
    category: decision.category,
    level: decision.level,
    facets: decision.facets,
    rationale: incomplete === undefined ? rationale(decision) : unreadRationale(incomplete),
    evidence,
    findings: [...findings, ...annotationContradiction(definition, decision)],
    confidence: decision.confidence,
    decidedBy: { kind: 'rules', version: classifierVersion(), rules: [...rules].sort() },
    definitionHash: definitionHash(definition),
  };
}

/** The quotes behind category and raising facets first, then those of the other facets; each once. */
function evidenceFor({ decisive, category, facets }: Decision, facts: readonly Fact[]): Evidence[] {
  if (category === 'Unclassified') return [];
  const ofFacet = facets
    .toSorted((a, b) => Number(facetRow(b).raisesTo !== undefined) - Number(facetRow(a).raisesTo !== undefined))
    .flatMap((facet) => facts.filter((fact) => foldFacets([fact], category).includes(facet)).slice(0, 1));
  const seen = new Map<string, Evidence>();
  for (const fact of [...decisive.slice(0, 3), ...ofFacet]) {
    for (const item of fact.evidence) {
      const key = `${item.field}\n${item.quote}`;
      if (!seen.has(key) && seen.size < MAX_EVIDENCE) seen.set(key, item);
    }
  }
  return [...seen.values()];
}

function unread(): Decision {
  return { category: 'Unclassified', level: 'Unclassified', facets: [], confidence: 'low', decisive: [], effects: [] };
}

function unreadRationale(reason: string): string {
  return `The definition was not read whole, because ${reason}. The tool is Unclassified, which has no level and is denied by default.`;
}
