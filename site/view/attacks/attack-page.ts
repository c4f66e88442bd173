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
import { firstLine } from '../text/cut-text.ts';
import { formatDate, share } from '../text/words.ts';
import { knownWords, urlOf } from './attack-line.ts';
import { type RuleView, ruleView } from './rule-view.ts';

/** A page about the pattern, and how far it was checked. */
export interface ReferenceLine {
  title: string;
  by: string;
  url: string;
  date?: string;
  /** "reported by", as long as none of us has read it. */
  standing: string;
}

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
  /** What is known of a case, and from whom. */
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
    /** How many of the references one of us has read. */
    read: number;
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
      read: references.filter(({ opened }) => opened !== null).length,
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
      name: firstLine(name, 120),
      url: serverUrl(slug),
      tools,
      examples: examples.map((tool) => ({
        name: firstLine(tool.name, 80),
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

function referenceLine({
  title,
  by,
  url,
  published,
  kind,
  opened,
}: AttackPattern['incident']['references'][number]): ReferenceLine {
  const what = { primary: 'reported by', report: 'retold by', research: 'studied in' }[kind];
  return {
    title,
    by,
    url,
    ...(published === undefined ? {} : { date: dateWords(published) }),
    standing: opened === null ? what : `${what}, read by us on ${formatDate(opened)}`,
  };
}

function frameworkLines(frameworks: readonly FrameworkId[]): FrameworkLine[] {
  return FRAMEWORKS.map(([prefix, name]) => ({
    name,
    ids: frameworks
      .filter(({ id }) => id.startsWith(prefix))
      .map(({ id, mapped }) => ({ id, mapped: mapped === 'source' ? 'given by a source' : 'matched by us, by title' })),
  })).filter(({ ids }) => ids.length > 0);
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `1 April 2025`, `April 2025`, `2025`: as exact as it is known. */
function dateWords(date: string): string {
  if (date.length === 4) return date;
  return date.length === 7 ? MONTH.format(new Date(`${date}-01T00:00:00Z`)) : formatDate(date);
}
