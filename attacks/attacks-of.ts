import type { ServerView, ToolRecord } from '../catalog/store/reader.ts';
import type { Category } from '../catalog/model/rubric.ts';
import { attackPatterns } from './load.ts';
import type { AttackPattern } from './model.ts';
import { judge, type Reason, SPECIFICITY, type Specificity } from './predicate/judge.ts';
import { type ServerFacts, serverFacts, type ToolFacts } from './predicate/server-facts.ts';

/** A pattern that the access of a tool fits. It says nothing of whether the server is vulnerable. */
export interface AttackLink {
  pattern: AttackPattern;
  /** Of the most telling fact. */
  specificity: Specificity;
  /** What made it apply; empty for a link by category. */
  reasons: readonly Reason[];
  /** The category that stands in for facts that the definition does not give. */
  byCategory?: Category;
}

const CONFIDENCE = ['high', 'medium', 'low'] as const;

/** What was gathered of a view, for the tools of one server are asked for one after another. */
const gathered = new WeakMap<ServerView, ServerFacts>();
/** What applies to a tool: its page, its document and the totals ask for the same. */
const known = new WeakMap<ToolRecord, { patterns: readonly AttackPattern[]; links: readonly AttackLink[] }>();

/**
 * The patterns that apply to a tool, most specific first: detections, then arguments and administration, then effects, then
 * what is true of the server as a whole; among equals those that rest on the tool itself, then the better documented. A tool
 * that fits none has none; one without a description has those of its category, marked so.
 *
 * @param tool one of the view's tools
 */
export function attacksOf(
  view: ServerView,
  tool: ToolRecord,
  patterns: readonly AttackPattern[] = attackPatterns(),
): readonly AttackLink[] {
  const before = known.get(tool);
  if (before?.patterns === patterns) return before.links;
  const links = judged(view, tool, patterns);
  known.set(tool, { patterns, links });
  return links;
}

function judged(view: ServerView, tool: ToolRecord, patterns: readonly AttackPattern[]): AttackLink[] {
  const server = gathered.get(view) ?? serverFacts(view);
  gathered.set(view, server);
  const facts = server.tools[view.tools.indexOf(tool)];
  if (facts === undefined) return [];
  const links = patterns.flatMap((pattern): AttackLink[] => {
    const { truth, reasons } = judge(pattern.applies, facts, server);
    return truth === true ? [{ pattern, specificity: mostSpecific(reasons), reasons }] : [];
  });
  return links.length === 0 ? byCategory(tool, facts, patterns) : links.sort(byTelling);
}

/** The categories of patterns stand in where a tool has no description, so that there was no text to read facets from. */
function byCategory(
  { definition }: ToolRecord,
  { verdict }: ToolFacts,
  patterns: readonly AttackPattern[],
): AttackLink[] {
  if (verdict === undefined || (definition.description ?? '').trim() !== '') return [];
  if (verdict.facets.size > 0 || verdict.category === 'Unclassified') return [];
  const category: Exclude<Category, 'Unclassified'> = verdict.category;
  return patterns
    .filter((pattern) => pattern.byCategory?.includes(category) === true)
    .map((pattern) => ({ pattern, specificity: 'effect', reasons: [], byCategory: category }));
}

function byTelling(a: AttackLink, b: AttackLink): number {
  return (
    SPECIFICITY.indexOf(a.specificity) - SPECIFICITY.indexOf(b.specificity) ||
    Number(restsOnOthers(a)) - Number(restsOnOthers(b)) ||
    CONFIDENCE.indexOf(a.pattern.incident.confidence) - CONFIDENCE.indexOf(b.pattern.incident.confidence) ||
    a.pattern.number - b.pattern.number
  );
}

const restsOnOthers = ({ reasons }: AttackLink): boolean => reasons.every(({ tool }) => tool !== undefined);

function mostSpecific(reasons: readonly Reason[]): Specificity {
  return SPECIFICITY.find((one) => reasons.some(({ specificity }) => specificity === one)) ?? 'posture';
}
