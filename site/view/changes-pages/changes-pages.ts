/** What happened to the catalogue: the newest, then a page per month, with pages per day and parts of days where it was much. */
import { CHANGE_EVENTS, type CatalogueChange, type ChangeEvent } from '../../../catalog/store/changes.ts';
import type { CatalogueReader } from '../../../catalog/store/reader.ts';
import { CHANGES, changesUrl } from '../../links.ts';
import { prefixPath } from '../../part-links.ts';
import { joinedGroups } from '../../joined-groups.ts';
import { prefixGroups } from '../../prefix-groups.ts';
import type { AttributionView } from '../attribution.ts';
import { counted, formatDate } from '../text/words.ts';
import { changeLine, EVENT_LABELS, EVENT_PLURALS, type ChangeLine } from './change-line.ts';

/** The changes of one day, as far as a page shows them. */
export interface ChangeDay {
  /** `2026-11-21`. */
  day: string;
  title: string;
  /** The page of all changes of the day, where it is another one. */
  url?: string;
  lines: ChangeLine[];
}

/** How much happened in a month, on a day, or to the servers of a part. */
export interface PeriodLine {
  title: string;
  url: string;
  /** `2 new servers`, by kind of change. */
  counts: string[];
}

export interface ChangesPage {
  url: string;
  /** Of the month or day; absent on the page of the newest. */
  title?: string;
  /** The servers of a part: `a1`, or from `a1–af`. */
  part?: string;
  above: { name: string; url: string }[];
  total: number;
  counts: PeriodLine['counts'];
  days: ChangeDay[];
  /** Changes of the part that no page shows: one server can change more than a page holds. */
  omitted: number;
  /** Pages below this one, or older ones. */
  periods: PeriodLine[];
  attributions: AttributionView[];
}

/** A page that is told by what it is made from: reading two definitions for each change is left to those that changed. */
export interface PlannedChanges {
  url: string;
  /** The month or day. */
  period?: string;
  /** Of a part of a day: how it stands in the address, and what it is called. */
  part?: { key: string; label: string };
  changes: readonly CatalogueChange[];
  /** Which changes the pages below have. */
  below: readonly { title: string; url: string; changes: readonly CatalogueChange[] }[];
}

/** Changes on one page; beyond them it is split. */
const MOST_LINES = 300;
/** Where it cannot be split: all of it is one server’s. */
const MOST_PART_LINES = 3000;
/** On the page of the newest. */
const NEWEST = 60;
/** Months that the page of the newest names: fifty years. */
const MOST_MONTHS = 600;

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthTitle = (month: string) => MONTH.format(new Date(`${month}-01T00:00:00Z`));

/** Every page, planned: the newest first, then months, days and parts. A month that is over changes no more. */
export function planChanges(all: readonly CatalogueChange[]): PlannedChanges[] {
  const folded = withFirstLists(all);
  const months = groupedBy(folded, 'YYYY-MM'.length).slice(0, MOST_MONTHS);
  const below = months.map(([month, changes]) => ({ title: monthTitle(month), url: changesUrl(month), changes }));
  return [
    { url: CHANGES, changes: folded.slice(0, NEWEST), below },
    ...months.flatMap(([month, changes]) => planMonth(month, changes)),
  ];
}

function planMonth(month: string, changes: readonly CatalogueChange[]): PlannedChanges[] {
  const page = { url: changesUrl(month), period: month, changes };
  if (changes.length <= MOST_LINES) return [{ ...page, below: [] }];
  const days = groupedBy(changes, 'YYYY-MM-DD'.length);
  const below = days.map(([day, of]) => ({ title: formatDate(day), url: changesUrl(day), changes: of }));
  return [{ ...page, below }, ...days.flatMap(([day, of]) => planDay(day, of))];
}

function planDay(day: string, changes: readonly CatalogueChange[]): PlannedChanges[] {
  const page = { url: changesUrl(day), period: day, changes };
  if (changes.length <= MOST_LINES) return [{ ...page, below: [] }];
  const sorted = changes.toSorted((a, b) => Number(a.slug > b.slug) - Number(a.slug < b.slug));
  // A day that is over changes no more, so its parts may be joined; no slug has the `~`.
  const groups = joinedGroups(
    prefixGroups(sorted, ({ slug }) => slug, MOST_LINES),
    MOST_LINES,
  );
  const parts = groups.map(({ first, last, items }) => {
    const one = first === last;
    const key = one ? prefixPath(first) : `${first}~${last}`;
    return {
      title: one ? `Servers beginning with “${first}”` : `Servers beginning with “${first}” to “${last}”`,
      url: `${changesUrl(day)}${key}/`,
      period: day,
      part: { key, label: one ? first : `${first}–${last}` },
      changes: items,
      below: [],
    };
  });
  return [{ ...page, below: parts }, ...parts];
}

/** The model of a planned page. */
export function changesPage(
  { url, period, part, changes, below }: PlannedChanges,
  diffOf: CatalogueReader['definitionDiff'],
  attributions: AttributionView[] = [],
): ChangesPage {
  const newest = period === undefined;
  const whole = newest || below.length === 0 ? changes : [];
  const shown = whole.slice(0, MOST_PART_LINES);
  const month = period?.slice(0, 'YYYY-MM'.length);
  const above = [
    ...(newest ? [] : [{ name: 'Changes', url: CHANGES }]),
    ...(month !== undefined && month !== period ? [{ name: monthTitle(month), url: changesUrl(month) }] : []),
    ...(part === undefined ? [] : [{ name: formatDate(period!), url: changesUrl(period!) }]),
  ];
  const all = newest ? below.flatMap((lower) => lower.changes) : changes;
  return {
    url,
    ...(period !== undefined && { title: month === period ? monthTitle(period) : formatDate(period) }),
    ...(part !== undefined && { part: part.label }),
    above,
    total: all.length,
    counts: countsOf(all),
    days: groupedBy(shown, 'YYYY-MM-DD'.length).map(([day, of]) => ({
      day,
      title: formatDate(day),
      ...(newest && { url: dayUrl(day, below) }),
      lines: of.map((change) => changeLine(change, diffOf)),
    })),
    omitted: whole.length - shown.length,
    periods: below.map((lower) => ({ title: lower.title, url: lower.url, counts: countsOf(lower.changes) })),
    attributions: shown.length === 0 ? [] : attributions,
  };
}

/** The page of a day: its own, where its month is split into days. */
function dayUrl(day: string, months: PlannedChanges['below']): string {
  const url = changesUrl(day.slice(0, 'YYYY-MM'.length));
  const month = months.find((other) => other.url === url);
  return (month?.changes.length ?? 0) > MOST_LINES ? changesUrl(day) : url;
}

/** A server that came with its first list on the same day is one change with the number of its tools, not two. */
function withFirstLists(all: readonly CatalogueChange[]): CatalogueChange[] {
  const key = ({ at, slug }: CatalogueChange) => `${at.slice(0, 'YYYY-MM-DD'.length)} ${slug}`;
  const lists = new Map(all.flatMap((change) => (change.event === 'tools-listed' ? [[key(change), change]] : [])));
  const added = new Set(all.flatMap((change) => (change.event === 'server-added' ? [key(change)] : [])));
  return all
    .filter((change) => change.event !== 'tools-listed' || !added.has(key(change)))
    .map((change) => {
      const tools = change.event === 'server-added' ? lists.get(key(change))?.tools : undefined;
      return tools === undefined ? change : { ...change, tools };
    });
}

function countsOf(changes: readonly CatalogueChange[]): PeriodLine['counts'] {
  const counts = new Map<ChangeEvent, number>();
  for (const { event } of changes) counts.set(event, (counts.get(event) ?? 0) + 1);
  return CHANGE_EVENTS.toReversed().flatMap((event) => {
    const count = counts.get(event);
    return count === undefined ? [] : [counted(count, EVENT_LABELS[event], EVENT_PLURALS[event])];
  });
}

/** Groups by the beginning of the date, in the order in which they come. */
function groupedBy(changes: readonly CatalogueChange[], length: number): [string, CatalogueChange[]][] {
  const groups = new Map<string, CatalogueChange[]>();
  for (const change of changes) {
    const key = change.at.slice(0, length);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [change]);
    else known.push(change);
  }
  return [...groups];
}
