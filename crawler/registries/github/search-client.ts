/** The only file that imports octokit. */
import { Octokit, RequestError } from 'octokit';
import { Rejected, RetryLater } from '../../../catalog/errors.ts';
import type { RegistryContext } from '../registry.ts';

export interface Search {
  q: string;
  per_page: number;
  page: number;
}

/**
 * Asks for one page of repositories.
 *
 * @returns the body of the answer, whatever it is
 * @throws RetryLater and Rejected as the HTTP client throws them, Rejected for a status that is no answer, the signal's reason
 */
export type SearchRepositories = (search: Search, signal: AbortSignal) => Promise<unknown>;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * A client of the search over octokit, through our own HTTP: turns, retries, rate limits, the token and the User-Agent are
 * those of every other request, so octokit's plugins for them are off.
 */
export function searchClient({ http, base }: Pick<RegistryContext, 'http' | 'base'>): SearchRepositories {
  const octokit = new Octokit({
    baseUrl: base,
    request: { fetch: http.fetch },
    throttle: { enabled: false },
    retry: { enabled: false },
    log: quiet,
  });
  return async (search, signal) => {
    try {
      // By stars: the default order, best match, is not the same from page to page.
      const order = { sort: 'stars', order: 'desc' } as const;
      const answer = await octokit.request('GET /search/repositories', { ...search, ...order, request: { signal } });
      return answer.data;
    } catch (error) {
      signal.throwIfAborted();
      throw ownError(error, base);
    }
  };
}

/** What our HTTP threw is inside of octokit's error; a status that is no answer is one of octokit's own. */
function ownError(error: unknown, base: string): unknown {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if (e instanceof Rejected || e instanceof RetryLater) return e;
  }
  // Without the cause: octokit's error holds the whole request.
  if (error instanceof RequestError)
    return new Rejected(`${base} answered ${error.status} to the search for repositories`);
  return error;
}
