import type { Severity } from '../../catalog/model/detections.ts';
import type { Truth } from '../../policy/truth.ts';
import type { Leaf, Predicate } from './predicate.ts';
import type { ServerFacts, ToolFacts } from './server-facts.ts';

/** How specific a fact is to the tool, most specific first: what pages sort by. */
export const SPECIFICITY = ['detection', 'argument', 'effect', 'posture'] as const;
export type Specificity = (typeof SPECIFICITY)[number];

/** A fact that made a predicate hold. */
export interface Reason {
  /** The test that the fact passed, with only the values that held. */
  test: Leaf;
  specificity: Specificity;
  /** Name of the other tool of the server that the fact is about; absent when it is the tool itself or the server. */
  tool?: string;
}

export interface Judgement {
  truth: Truth;
  /** The facts that made it hold; none unless it does. */
  reasons: readonly Reason[];
}

const NO = { truth: false, reasons: [] } as const satisfies Judgement;
const UNKNOWN = { truth: 'unknown', reasons: [] } as const satisfies Judgement;
const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high'];

/**
 * Judges a predicate on one tool, in three truth values: what the catalogue does not know makes it unknown, never true. Pure.
 *
 * @param tool one of the server's tools
 */
export function judge(predicate: Predicate, tool: ToolFacts, server: ServerFacts): Judgement {
  if ('all' in predicate) return both(predicate.all.map((part) => judge(part, tool, server)));
  if ('any' in predicate) return either(predicate.any.map((part) => judge(part, tool, server)));
  if ('not' in predicate) {
    const { truth } = judge(predicate.not, tool, server);
    return truth === 'unknown' ? UNKNOWN : { truth: !truth, reasons: [] };
  }
  if ('server' in predicate) return onSomeTool(predicate.server, tool, server);
  return judgeLeaf(predicate, tool, server);
}

function both(parts: readonly Judgement[]): Judgement {
  if (parts.some(({ truth }) => truth === false)) return NO;
  if (parts.some(({ truth }) => truth === 'unknown')) return UNKNOWN;
  return { truth: true, reasons: parts.flatMap(({ reasons }) => reasons) };
}

function either(parts: readonly Judgement[]): Judgement {
  const holding = parts.filter(({ truth }) => truth === true);
  if (holding.length > 0) return { truth: true, reasons: holding.flatMap(({ reasons }) => reasons) };
  return parts.some(({ truth }) => truth === 'unknown') ? UNKNOWN : NO;
}

/** The first tool of a server that fits a predicate, reckoned once for all of its tools. */
const firstFits = new WeakMap<ServerFacts, Map<Predicate, { tool: ToolFacts; judgement: Judgement } | Truth>>();

function onSomeTool(predicate: Predicate, tool: ToolFacts, server: ServerFacts): Judgement {
  const own = judge(predicate, tool, server);
  if (own.truth === true) return own;
  const known = firstFits.get(server) ?? new Map<Predicate, { tool: ToolFacts; judgement: Judgement } | Truth>();
  firstFits.set(server, known);
  const fit = known.get(predicate) ?? firstFit(predicate, server);
  known.set(predicate, fit);
  if (typeof fit !== 'object') return fit === 'unknown' ? UNKNOWN : NO;
  return { truth: true, reasons: fit.judgement.reasons.map((reason) => ({ tool: fit.tool.name, ...reason })) };
}

function firstFit(predicate: Predicate, server: ServerFacts) {
  let unknown = false;
  for (const tool of server.tools) {
    const judgement = judge(predicate, tool, server);
    if (judgement.truth === true) return { tool, judgement };
    unknown ||= judgement.truth === 'unknown';
  }
  return unknown ? 'unknown' : false;
}

function judgeLeaf(test: Leaf, tool: ToolFacts, server: ServerFacts): Judgement {
  if ('category' in test) {
    const category = tool.verdict?.category;
    if (category === undefined) return UNKNOWN;
    return held(
      test.category.filter((one) => one === category),
      'effect',
      (values) => ({ category: values }),
    );
  }
  if ('facet' in test) {
    const facets = tool.verdict?.facets;
    if (facets === undefined) return UNKNOWN;
    const having = test.facet.filter((facet) => facets.has(facet));
    const specificity = having.includes('poisoned') ? 'detection' : having.some(tellsHow) ? 'argument' : 'effect';
    return held(having, specificity, (values) => ({ facet: values }));
  }
  if ('argument' in test) {
    const taken = test.argument.filter((role) => tool.roles.has(role));
    return held(taken, 'argument', (values) => ({ argument: values }));
  }
  if ('subject' in test) {
    return held(
      test.subject.filter((subject) => tool.subjects.has(subject)),
      'effect',
      (values) => ({ subject: values }),
    );
  }
  if ('finding' in test) {
    const made = test.finding.filter((rule) =>
      tool.findings.some((finding) => finding.rule === rule && counts(finding, test)),
    );
    return held(made, 'detection', (values) => ({ ...test, finding: values }));
  }
  if ('serverFinding' in test) {
    const made = test.serverFinding.filter((rule) => server.findings.some((finding) => finding.rule === rule));
    return held(made, 'posture', (values) => ({ serverFinding: values }));
  }
  const having = test.posture.filter((posture) => server.postures[posture] === true);
  if (having.length === 0 && test.posture.some((posture) => server.postures[posture] === 'unknown')) return UNKNOWN;
  return held(having, 'posture', (values) => ({ posture: values }));
}

/** Facets that say how a call can be turned, not only what it touches. */
const tellsHow = (facet: string): boolean => facet.startsWith('freeform-') || facet === 'admin' || facet === 'secrets';

function held<T>(values: readonly T[], specificity: Specificity, test: (values: T[]) => Leaf): Judgement {
  return values.length === 0 ? NO : { truth: true, reasons: [{ test: test([...values]), specificity }] };
}

function counts(
  { severity, message, field }: ToolFacts['findings'][number],
  { from = 'info', saying = '', where }: Extract<Leaf, { finding: unknown }>,
): boolean {
  if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(from) || !message.includes(saying)) return false;
  return where === undefined || (field !== undefined && field !== '/description' && field !== '/name');
}
