/** The page of one attack pattern, as plain values. */
import type { PatternTotal } from '../../../attacks/attack-totals.ts';
import { attackGroup } from '../../../attacks/groups.ts';
import type { AttackPattern, FrameworkId } from '../../../attacks/model.ts';
import { type Clause, predicateClauses } from '../../../attacks/predicate/words.ts';
import { ALL_LEVELS } from '../../../catalog/model/rubric-order.ts';
import type { Level } from '../../../catalog/model/rubric.ts';
import type { Predicate } from '../../../attacks/predicate/predicate.ts';
import { attackGroupUrl, browseSetUrl, serverUrl, toolUrl } from '../../links.ts';
import type { AttributionView } from '../attribution.ts';
import type { SpreadPart } from '../lists/spread.ts';
import { shortName } from '../text/cut-text.ts';
import { share } from '../text/words.ts';
import { knownWords, urlOf } from './attack-line.ts';
import { dateWords } from './date-words.ts';
import { type ReferenceLine, referenceLine, sourcesWords } from './reference-lines.ts';
import { type RuleView, ruleView } from './rule-view.ts';

/** Ids of one list of attacks. */
export interface FrameworkLine {
  name: string;
  ids: { id: string; mapped: string }[];
}

/** A server with tools that the pattern applies to. */
export interface FittingServer {
  name: string;
  url: string;
  tools: number;
  examples: { name: string; url: string; level: Level }[];
}

export interface AttackPage {
  url: string;
  title: string;
  summary: string;
  group: { name: string; url: string };
  /** What is known of a case, from whom, and how far that was read. */
  known: string[];
  steps: string[];
  signs: string[];
  incident: {
    date?: string;
    what: string;
    caveat?: string;
    /** Numbers, each with where it is kept. */
    advisories: { id: string; url: string }[];
    references: ReferenceLine[];
    /** How far they were read; absent where there is none. */
    sources?: string;
  };
  frameworks: FrameworkLine[];
  applies: Clause;
  /** Some finding counts from a severity on only, so that there are more findings than tools that it applies to. */
  fromSeverity: boolean;
  /** Categories that stand in where a tool has no description. */
  byCategory: string[];
  rule: RuleView;
  tools: number;
  servers: number;
  linkedByCategory: number;
  byLevel: SpreadPart[];
  listed: FittingServer[];
  /** The list of all of them. */
  allUrl: string;
  /** What registries ask to be shown with lists of their servers. */
  attributions: AttributionView[];
  others: { title: string; url: string }[];
}

/** The lists whose ids the patterns name. */
const FRAMEWORKS: readonly (readonly [prefix: string, name: string])[] = [
  ['MCP', 'OWASP MCP Top 10 (2025, beta)'],
  ['ASI', 'OWASP Top 10 for Agentic Applications'],
  ['AML.', 'MITRE ATLAS'],
  ['SAFE-T', 'SAFE-MCP'],
  ['CWE-', 'Common Weakness Enumeration'],
];

/** The model of a pattern's page. The order of servers follows from their counts and slugs alone. */
export function attackPage(
  pattern: AttackPattern,
  patterns: readonly AttackPattern[],
  total: PatternTotal,
  attributions: AttributionView[] = [],
): AttackPage {
  const { title, summary, steps, signs, incident, frameworks, byCategory = [] } = pattern;
  const group = attackGroup(pattern.group);
  const { date, what, caveat, advisories, references } = incident;
  const sources = sourcesWords(references);
  return {
    url: urlOf(pattern),
    title,
    summary,
    group: { name: group.name, url: attackGroupUrl(group.slug) },
    known: knownWords(pattern),
    steps,
    signs,
    incident: {
      ...(date === undefined ? {} : { date: dateWords(date) }),
      what,
      ...(caveat === undefined ? {} : { caveat }),
      advisories: advisories.map((id) => ({ id, url: advisoryUrl(id) })),
      references: references.map(referenceLine),
      ...(sources === undefined ? {} : { sources }),
    },
    frameworks: frameworkLines(frameworks),
    applies: predicateClauses(pattern.applies),
    fromSeverity: hasSeverity(pattern.applies),
    byCategory,
    rule: ruleView(pattern),
    tools: total.tools,
    servers: total.servers,
    linkedByCategory: total.byCategory,
    byLevel: ALL_LEVELS.filter((level) => level !== 'Unclassified' || total.byLevel[level] > 0).map((level) => ({
      label: level,
      count: total.byLevel[level],
      share: share(total.byLevel[level], total.tools),
    })),
    listed: total.top.map(({ slug, name, tools, examples }) => ({
      name: shortName(name, 120),
      url: serverUrl(slug),
      tools,
      examples: examples.map((tool) => ({
        name: shortName(tool.name, 80),
        url: toolUrl(slug, tool.slug),
        level: tool.level,
      })),
    })),
    allUrl: browseSetUrl('attack', pattern.slug),
    attributions: total.top.length === 0 ? [] : attributions,
    others: patterns
      .filter((other) => other.group === pattern.group && other.slug !== pattern.slug)
      .map((other) => ({ title: other.title, url: urlOf(other) })),
  };
}

/** Where an advisory is kept: by the CVE programme, or by GitHub. */
const advisoryUrl = (id: string): string =>
  id.startsWith('CVE-') ? `https://www.cve.org/CVERecord?id=${id}` : `https://github.com/advisories/${id}`;

function hasSeverity(predicate: Predicate): boolean {
  if ('all' in predicate) return predicate.all.some(hasSeverity);
  if ('any' in predicate) return predicate.any.some(hasSeverity);
  if ('not' in predicate) return hasSeverity(predicate.not);
  if ('server' in predicate) return hasSeverity(predicate.server);
  return 'finding' in predicate && predicate.from !== undefined && predicate.from !== 'info';
}

function frameworkLines(frameworks: readonly FrameworkId[]): FrameworkLine[] {
  return FRAMEWORKS.map(([prefix, name]) => ({
    name,
    ids: frameworks
      .filter(({ id }) => id.startsWith(prefix))
      .map(({ id, mapped }) => ({ id, mapped: mapped === 'source' ? 'given by a source' : 'matched by us, by title' })),
  })).filter(({ ids }) => ids.length > 0);
}
