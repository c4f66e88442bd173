import { openSearch, type Search } from '../../site/search/browser/search.ts';
import { countFetches } from './counted-fetch.ts';
import type { OriginalServer } from '../scale/grown-corpus.ts';
import type { FoundResult, WrittenQuery } from './queries.ts';
import type { Quality } from './results.ts';

/** Results that are shown at first. */
export const FIRST = 10;
/** As people begin: one word, two, a name, a beginning, what is common everywhere. */
export const TYPICAL = [
  'github',
  'create issue',
  'delete file',
  'slack send message',
  'read',
  'execute sql query',
  'postgres',
  'weather forecast',
  'browser_take_scr',
  'list all users of a team',
];

/** What one search cost and found. */
export interface Asked {
  bytes: number;
  requests: number;
  found: FoundResult[];
}

const filters = { levels: [], categories: [], servers: [] };

/** A function that asks a search that has loaded nothing yet, over HTTP. */
export function coldSearch(base: string): (text: string) => Promise<Asked> {
  const counter = countFetches();
  return async (text) => {
    counter.take();
    const found = await askOnce(openSearch(base), text);
    return { ...counter.take(), found };
  };
}

/** Median milliseconds of an answer when everything that it needs was loaded before. */
export async function warmMs(base: string, texts: readonly string[]): Promise<number> {
  const search = openSearch(base);
  for (const text of texts) await askOnce(search, text);
  const times: number[] = [];
  for (const text of texts) {
    const started = performance.now();
    await askOnce(search, text);
    times.push(performance.now() - started);
  }
  return median(times);
}

async function askOnce(search: Search, text: string): Promise<FoundResult[]> {
  const { first } = await search.ask({ text, filters, first: FIRST }, new AbortController().signal);
  return first.map(({ serverName, name, toolSlug }) => ({
    server: serverName,
    tool: toolSlug === undefined ? undefined : name,
  }));
}

/**
 * How many queries were answered well, by half.
 *
 * @param original where given, a copy of a tool that was meant answers as well as the tool
 */
export function qualityOf(
  queries: readonly WrittenQuery[],
  found: readonly FoundResult[][],
  original: OriginalServer = () => undefined,
): Quality {
  const answers = ({ accepts }: WrittenQuery) => {
    return (result: FoundResult) => {
      const copied = result.tool === undefined ? undefined : original(result.server, result.tool);
      return accepts(result) || (copied !== undefined && accepts({ ...result, server: copied }));
    };
  };
  const places = queries.map((query, i) => ({ tuning: query.tuning, place: found[i]!.findIndex(answers(query)) }));
  const half = (tuning: boolean) => {
    const own = places.filter((each) => each.tuning === tuning);
    return {
      queries: own.length,
      inFive: own.filter(({ place }) => place >= 0 && place < 5).length,
      first: own.filter(({ place }) => place === 0).length,
    };
  };
  return { tuned: half(true), heldOut: half(false) };
}

/** The one in the middle. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
