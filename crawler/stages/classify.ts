import { sha256, canonicalJson } from '../../catalog/definition-hash.ts';
import { levelFor } from '../../catalog/model/rubric.ts';
import { Rejected } from '../../catalog/errors.ts';
import type { Classification } from '../../catalog/model/classification.ts';
import type { ModelReading } from '../../catalog/model/model-answer.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { StoredOverride } from '../../catalog/store/overrides.ts';
import { snippetsOf } from '../../catalog/store/source-references.ts';
import type { ClassifiableTool } from '../../catalog/store/tools.ts';
import { classify } from '../classify/classify.ts';
import { classifierVersion } from '../classify/classifier-version.ts';
import { promptVersion } from '../classify/llm/prompt/prompt-version.ts';
import { quoteHolds } from '../classify/quote.ts';
import { type ServerContext, serverContext } from '../classify/server-context.ts';
import type { StageContext } from './report.ts';

/** Tools per transaction: a verdict takes well under a millisecond, a disk sync several. */
const BATCH = 500;
const KEPT_CONTEXTS = 1000;

export interface ClassifyCounts extends Record<string, number> {
  /** Tools looked at. */
  tools: number;
  /** Verdicts made; a definition that stands in many servers is judged once. */
  classified: number;
  unclassified: number;
  overridden: number;
  /** Overrides that no current definition answers to. */
  staleOverrides: number;
}

/**
 * Gives a verdict to every tool whose definition, override or classifier changed since its last one.
 *
 * @param overrides all that there are; they replace those of the last run
 * @throws Rejected when an override quotes what its definition does not say
 */
export function classifyTools(
  store: Store,
  overrides: readonly StoredOverride[],
  { report, signal }: StageContext,
): ClassifyCounts {
  const version = classifierVersion();
  const counts: ClassifyCounts = { tools: 0, classified: 0, unclassified: 0, overridden: 0, staleOverrides: 0 };
  report({ kind: 'begin', stage: 'classify' });
  const answers = answersOf(store);
  store.transaction(() => store.overrides.replaceAll(overrides));
  const besideOf = contexts(store);
  for (let after = 0; !signal.aborted;) {
    const batch = store.tools.classifiable(after, BATCH);
    const last = batch.at(-1);
    if (last === undefined) break;
    const before = counts.classified;
    store.transaction(() => {
      for (const tool of batch) judge(store, tool, version, counts, answers, besideOf(tool.serverId));
    });
    after = last.id;
    if (counts.classified > before) report({ kind: 'step', stage: 'classify', done: counts.classified - before });
  }
  if (!signal.aborted) store.transaction(() => store.classifications.prune());
  counts.staleOverrides = store.overrides.stale().length;
  report({ kind: 'end', stage: 'classify', counts });
  return counts;
}

/** What language models said of a definition, in this and in earlier runs; their answers need no server any more. */
type Answers = (definitionHash: string) => ModelReading | undefined;

function answersOf(store: Store): Answers {
  if (!store.modelAnswers.any()) return () => undefined;
  const preferred = { model: store.modelRuns.latestModel(), promptVersion: promptVersion() };
  return (definitionHash) => store.modelAnswers.reading(definitionHash, preferred);
}

/** What the tools of a server say together; tools of one server mostly stand behind each other, so the last few are kept. */
function contexts(store: Store): (serverId: number) => ServerContext {
  const kept = new Map<number, ServerContext>();
  return (serverId) => {
    const found = kept.get(serverId) ?? serverContext(store.tools.names(serverId));
    if (kept.size >= KEPT_CONTEXTS) kept.clear();
    kept.set(serverId, found);
    return found;
  };
}

function judge(
  store: Store,
  tool: ClassifiableTool,
  version: string,
  counts: ClassifyCounts,
  answers: Answers,
  context: ServerContext,
): void {
  counts.tools += 1;
  const found = store.overrides.find(tool.server, tool.name);
  const override = found?.definitionHash === tool.definitionHash ? found : undefined;
  const reading = answers(tool.definitionHash);
  const snippets = snippetsOf(store.sourceReferences.of(tool.id));
  const source = snippets.length === 0 ? undefined : snippets;
  // A definition that stands in many servers is judged once where they say nothing of their own.
  const beside = context.liveSurface ? context : undefined;
  const inputHash = sha256(
    canonicalJson({ definition: tool.definitionHash, version, override, reading, source, beside }),
  );
  if (tool.inputHash === inputHash) return;
  if (!store.classifications.has(inputHash)) {
    const definition = definitionOf(store, tool);
    const classified = classify(definition, reading, source, beside);
    const classification = override === undefined ? classified : reviewed(override, definition, classified);
    store.classifications.put(inputHash, classification);
    counts.classified += 1;
    if (classification.category === 'Unclassified') counts.unclassified += 1;
    if (override !== undefined) counts.overridden += 1;
  }
  store.classifications.assign(tool.id, inputHash);
}

function definitionOf(store: Store, tool: ClassifiableTool) {
  const definition = store.tools.definition(tool.definitionHash);
  if (definition === undefined) throw new TypeError(`no definition ${tool.definitionHash}`);
  return definition;
}

/**
 * A person's verdict still gets its level from the rubric's tables, and its quotes are checked like everybody's. What the
 * classifier found in the definition is as true as before.
 */
function reviewed(
  override: StoredOverride,
  definition: ToolDefinition,
  { findings, opinions }: Classification,
): Classification {
  const { category, facets, rationale, evidence, reviewer, reason, file, definitionHash } = override;
  const wrong = evidence.find((item) => !quoteHolds(definition, item));
  if (wrong !== undefined) {
    throw new Rejected(
      `override ${file}: ${override.tool} does not say ${JSON.stringify(wrong.quote)} at ${wrong.field}`,
      {
        hint: 'Evidence is verbatim text of the definition, with the JSON pointer of its field.',
      },
    );
  }
  return {
    category,
    level: levelFor(category, facets),
    facets,
    rationale,
    evidence,
    findings,
    confidence: 'high',
    decidedBy: { kind: 'override', reviewer, reason, file },
    opinions,
    disputed: false,
    definitionHash,
  };
}
