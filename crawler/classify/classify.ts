import { definitionHash } from '../../catalog/definition-hash.ts';
import type { Classification, DecidedBy, Evidence, Finding, Opinion } from '../../catalog/model/classification.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import type { ModelAnswer, ModelReading } from '../../catalog/model/model-answer.ts';
import { facetRow } from '../../catalog/model/rubric.ts';
import type { SourceSnippet } from '../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { classifierVersion } from './classifier-version.ts';
import { type Decision, decide } from './decide.ts';
import { annotationContradiction } from './detections/annotation-contradiction/detection.ts';
import { foldFacets } from './facets.ts';
import { contradict, declaredOpinions, hintOpinion } from './opinions.ts';
import { quoteHolds } from './quote.ts';
import { rationale } from './rationale.ts';
import { readFacts, type ReadFacts } from './read-facts.ts';
import { NO_CONTEXT, type ServerContext } from './server-context.ts';
import { withModel } from './with-model.ts';

/** More quotes than these prove nothing more. */
const MAX_EVIDENCE = 8;

/**
 * Classifies a tool by the built-in rules, and by what a language model said of it where one was asked. Pure and deterministic;
 * never throws on a definition that the edge let in. Without a quote that carries it there is no verdict: the tool is
 * Unclassified, which is denied by default.
 *
 * @param source code behind the tool, where it is at hand; like all that a server says, it can only raise
 * @param beside what the other tools of its server say; the same holds
 */
export function classify(
  definition: ToolDefinition,
  reading?: ModelReading,
  source: readonly SourceSnippet[] = [],
  beside: ServerContext = NO_CONTEXT,
): Classification {
  const read = readFacts(definition, source, beside);
  const verdict = verdictOn(definition, read, reading);
  const { decision, facts } = verdict;
  const evidence = evidenceFor(decision, facts);
  const rules = new Set(
    facts.filter((fact) => fact.evidence.some((item) => evidence.includes(item))).map((fact) => fact.rule),
  );
  rules.delete('llm');
  const hints = hintOpinion(definition);
  const opinions = [...verdict.opinions, ...(hints === undefined ? [] : [hints]), ...declaredOpinions(definition)];
  return {
    category: decision.category,
    level: decision.level,
    facets: decision.facets,
    rationale: verdict.rationale,
    evidence,
    findings: [...read.findings, ...modelFindings(facts), ...annotationContradiction(definition, decision)],
    confidence: decision.confidence,
    decidedBy: decidedBy([...rules].sort(), read.incomplete === undefined ? reading : undefined),
    opinions,
    disputed: contradict(opinions, decision.level),
    definitionHash: definitionHash(definition),
  };
}

interface Verdict {
  decision: Decision;
  facts: readonly Fact[];
  rationale: string;
  opinions: Opinion[];
}

function verdictOn(
  definition: ToolDefinition,
  { facts, incomplete }: ReadFacts,
  reading: ModelReading | undefined,
): Verdict {
  if (incomplete !== undefined) {
    const opinions: Opinion[] = [{ by: 'rules', says: 'Unclassified' }];
    return { decision: unread(), facts, rationale: unreadRationale(incomplete), opinions };
  }
  if (reading === undefined) {
    const decision = decide(facts);
    return { decision, facts, rationale: rationale(decision), opinions: [{ by: 'rules', says: decision.category }] };
  }
  const { full, structure } = reading;
  const verdict = withModel(facts, {
    ...reading,
    full: provable(definition, full),
    structure: structure && provable(definition, structure),
  });
  if ('unclassified' in verdict) {
    return {
      decision: unread(),
      facts,
      rationale: unusableRationale(verdict.unclassified),
      opinions: verdict.opinions,
    };
  }
  // What makes an opinion doubtful is in the remark; the words for weak facts would be wrong then.
  const worded = contradict(verdict.opinions)
    ? { ...verdict.decision, confidence: 'medium' as const }
    : verdict.decision;
  return { ...verdict, rationale: `${rationale(worded)}${verdict.remark}` };
}

/** The answer with the facts whose quotes hold in this very definition; they were checked before, and are not trusted now. */
function provable(definition: ToolDefinition, answer: ModelAnswer): ModelAnswer {
  const holds = (fact: Fact) => fact.evidence.length > 0 && fact.evidence.every((item) => quoteHolds(definition, item));
  return { ...answer, facts: answer.facts.filter(holds) };
}

function decidedBy(rules: string[], reading: ModelReading | undefined): DecidedBy {
  const version = classifierVersion();
  if (reading === undefined) return { kind: 'rules', version, rules };
  return { kind: 'model', model: reading.model, promptVersion: reading.promptVersion, version, rules };
}

/** Where a model sees text that is aimed at whoever judges, readers should see it too. */
function modelFindings(facts: readonly Fact[]): Finding[] {
  return facts
    .filter((fact) => fact.kind === 'hostile' && fact.rule === 'llm')
    .flatMap(({ evidence }) => evidence.slice(0, 1))
    .slice(0, 3)
    .map(({ field, quote }) => ({
      rule: 'llm',
      severity: 'medium',
      message: 'The definition contains text that a language model takes to be aimed at models or at this verdict.',
      field,
      quote,
    }));
}

/** The quotes behind category and raising facets first, then those of the other facets; each once. */
function evidenceFor({ decisive, category, facets }: Decision, facts: readonly Fact[]): Evidence[] {
  if (category === 'Unclassified') return [];
  const ofFacet = facets
    .toSorted((a, b) => Number(facetRow(b).raisesTo !== undefined) - Number(facetRow(a).raisesTo !== undefined))
    .flatMap((facet) => facts.filter((fact) => foldFacets([fact], category).includes(facet)).slice(0, 1))
    // Hints that the server set are shown as its annotations.
    .filter((fact) => fact.rule !== 'declared-hints');
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

function unusableRationale(reason: string): string {
  return `A language model was asked about this tool and its answer does not count, because ${reason}. The tool is Unclassified, which has no level and is denied by default.`;
}
