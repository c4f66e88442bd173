/**
 * GitHub's repository search by topic. A query shows its first 1,000 results only
 * (https://docs.github.com/rest/search/search), so it is asked in ranges that hold no more.
 */
import { z } from 'zod';
import { Rejected, RetryLater } from '../../../catalog/errors.ts';
import { pageOf, readItem } from '../listed-record.ts';
import type { RegistryContext, RegistryDescriptor } from '../registry.ts';
import { readRepository } from './repository.ts';
import type { SearchRepositories } from './search-client.ts';
import { firstPlace, queryOf, readPlace, splitRange, writePlace, type Place } from './search-range.ts';

/** The largest page that the API allows. */
const PAGE_SIZE = 100;
/** Results of one query that can be read. */
const SHOWN = 1000;
/** 100,000 repositories take some 1,500 requests, those that only count included. */
const MAX_REQUESTS = 20_000;

const Results = z.object({
  total_count: z.int().min(0),
  incomplete_results: z.boolean(),
  items: z.array(z.unknown()).max(PAGE_SIZE),
});

export const githubRegistry: RegistryDescriptor = {
  id: 'github',
  title: 'GitHub topics',
  homepage: 'https://github.com/topics/mcp-server',
  lists: 'Repositories that their owners gave the topic `mcp-server` or `modelcontextprotocol`, without forks.',
  declaresTools: false,
  terms: {
    text: 'A token raises the search from 10 to 30 requests a minute; primary and secondary rate limits are kept.',
    url: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
  },
  base: 'https://api.github.com',
  keys: [
    {
      variable: 'TOOLGATE_GITHUB_KEY',
      header: 'authorization',
      prefix: 'Bearer ',
      required: false,
      obtain: 'https://github.com/settings/personal-access-tokens',
    },
  ],
  incremental: false,
  async open(context) {
    // Loaded when it is needed: octokit takes longer to load than most commands take to run.
    const { searchClient } = await import('./search-client.ts');
    const search = searchClient(context);
    return { list: ({ cursor, signal }) => list(context, search, cursor, signal) };
  },
};

async function* list(
  { base }: RegistryContext,
  search: SearchRepositories,
  cursor: string | undefined,
  signal: AbortSignal,
) {
  let place: Place | undefined = cursor === undefined ? firstPlace(new Date()) : readPlace(cursor);
  for (let requests = 0; place !== undefined; requests++) {
    if (requests >= MAX_REQUESTS) throw new Rejected(`${base} takes more than ${MAX_REQUESTS} requests to list`);
    const here: Place = place;
    const { page, ranges } = here;
    const [range, ...others] = ranges;
    if (range === undefined) return;
    const answer = await search({ q: queryOf(range), per_page: PAGE_SIZE, page }, signal);
    const results = Results.safeParse(answer);
    if (!results.success) throw new Rejected(`${base} answered with something that is no page of repositories`);
    const { total_count: total, incomplete_results: incomplete, items } = results.data;
    if (page === 1 && (total > SHOWN || incomplete)) {
      const halves = splitRange(range);
      if (halves !== undefined) {
        place = { page: 1, ranges: [...halves, ...others], partial: here.partial };
        continue;
      }
      if (total > SHOWN) throw new Rejected(`${base} has more than ${SHOWN} repositories for ${queryOf(range)}`);
    }
    // A part that ran out of time would look like repositories that are gone.
    if (incomplete) throw new RetryLater(`${base} ran out of time while searching for ${queryOf(range)}`);
    const left = Math.min(total, SHOWN) - (page - 1) * PAGE_SIZE;
    // Neither is a page on which nothing is of what was counted the end of it.
    if (items.length === 0 && left > 0) {
      throw new RetryLater(`${base} shows nothing on page ${page} of ${total} results for ${queryOf(range)}`);
    }
    // A page may lack a few, which then are on no other: what this pass does not meet may still be there.
    const partial: boolean = here.partial || items.length < Math.min(PAGE_SIZE, left);
    const next: Place | undefined =
      left > PAGE_SIZE
        ? { page: page + 1, ranges, partial }
        : others.length > 0
          ? { page: 1, ranges: others, partial }
          : undefined;
    const where = `page ${page} of ${queryOf(range)}`;
    const records = items.map((raw, i) => readItem(raw, `result ${i + 1} of ${where}`, readRepository));
    yield next === undefined ? { ...pageOf(records), partial } : pageOf(records, writePlace(next));
    place = next;
  }
}
