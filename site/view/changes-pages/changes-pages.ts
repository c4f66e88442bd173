/** What happened to the catalogue: the newest, then a page per month, with pages per day and parts of days where it was much. */
import { CHANGE_EVENTS, type CatalogueChange, type ChangeEvent } from '../../../catalog/store/changes.ts';
import type { CatalogueReader } from '../../../catalog/store/reader.ts';
import { CHANGES, changesUrl } from '../../links.ts';
import { prefixGroups } from '../../prefix-groups.ts';
import { formatDate } from '../text/words.ts';
import { changeLine, EVENT_LABELS, type ChangeLine } from './change-line.ts';

/** The changes of one day, as far as a page shows them. */
export interface ChangeDay {
  /** `2026-11-21`. */
  day: string;
  title: string;
  lines: ChangeLine[];
}

/** How much happened in a month, on a day, or to the servers of a part. */
export interface PeriodLine {
  title: string;
  url: string;
  counts: { label: string; count: number }[];
}

export interface ChangesPage {
  url: string;
  /** Of the month or day; absent on the page of the newest. */
  title?: string;
  /** The prefix of a part. */
  prefix?: string;
  above: { name: string; url: string }[];
  total: number;
  counts: PeriodLine['counts'];
  days: ChangeDay[];
  /** Changes of the part that no page shows: one server can change more than a page holds. */
  omitted: number;
  /** Pages below this one, or older ones. */
  periods: PeriodLine[];
}

/** A page that is told by what it is made from: reading two definitions for each change is left to those that changed. */
export interface PlannedChanges {
  url: string;
  /** The month or day, and the prefix of a part. */
  period?: string;
  prefix?: string;
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
  const months = groupedBy(all, 'YYYY-MM'.length).slice(0, MOST_MONTHS);
  const below = months.map(([month, changes]) => ({ title: monthTitle(month), url: changesUrl(month), changes }));
  return [
    { url: CHANGES, changes: all.slice(0, NEWEST), below },
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
  const parts = prefixGroups(sorted, ({ slug }) => slug, MOST_LINES).map(({ prefix, items }) => ({
    title: `Servers beginning with “${prefix}”`,
    url: `${changesUrl(day)}${prefix}/`,
    period: day,
    prefix,
    changes: items,
    below: [],
  }));
  return [{ ...page, below: parts }, ...parts];
}

/** The model of a planned page. */
export function changesPage(
  { url, period, prefix, changes, below }: PlannedChanges,
  diffOf: CatalogueReader['definitionDiff'],
): ChangesPage {
  const newest = period === undefined;
  const whole = newest || below.length === 0 ? changes : [];
  const shown = whole.slice(0, MOST_PART_LINES);
  const month = period?.slice(0, 'YYYY-MM'.length);
  const above = [
    ...(newest ? [] : [{ name: 'Changes', url: CHANGES }]),
    ...(month !== undefined && month !== period ? [{ name: monthTitle(month), url: changesUrl(month) }] : []),
    ...(prefix === undefined ? [] : [{ name: formatDate(period!), url: changesUrl(period!) }]),
  ];
  const all = newest ? below.flatMap((part) => part.changes) : changes;
  return {
    url,
    ...(period !== undefined && { title: month === period ? monthTitle(period) : formatDate(period) }),
    ...(prefix !== undefined && { prefix }),
    above,
    total: all.length,
    counts: countsOf(all),
    days: groupedBy(shown, 'YYYY-MM-DD'.length).map(([day, of]) => ({
      day,
      title: formatDate(day),
      lines: withFirstLists(of).map(({ change, tools }) => changeLine(change, diffOf, tools)),
    })),
    omitted: whole.length - shown.length,
    periods: below.map((part) => ({ title: part.title, url: part.url, counts: countsOf(part.changes) })),
  };
}

/** A server that came with its first list on the same day is one line, not two. */
function withFirstLists(day: readonly CatalogueChange[]): { change: CatalogueChange; tools?: number | undefined }[] {
  const tools = new Map(day.flatMap(({ event, slug, tools: n }) => (event === 'tools-listed' ? [[slug, n]] : [])));
  const added = new Set(day.flatMap(({ event, slug }) => (event === 'server-added' ? [slug] : [])));
  return day
    .filter(({ event, slug }) => event !== 'tools-listed' || !added.has(slug))
    .map((change) => ({ change, tools: change.event === 'server-added' ? tools.get(change.slug) : undefined }));
}

function countsOf(changes: readonly CatalogueChange[]): PeriodLine['counts'] {
  const counts = new Map<ChangeEvent, number>();
  for (const { event } of changes) counts.set(event, (counts.get(event) ?? 0) + 1);
  return CHANGE_EVENTS.toReversed().flatMap((event) => {
    const count = counts.get(event);
    return count === undefined ? [] : [{ label: EVENT_LABELS[event], count }];
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
