import { Rejected } from '../../../catalog/errors.ts';
import { firstIssue } from '../../../catalog/model/loose-array.ts';
import type { PackageVersion } from '../../../catalog/store/package-advisories.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { OsvAnswer } from './osv-answer.ts';

/** Google's public instance; others speak the same protocol. */
export const OSV_BASE = 'https://api.osv.dev';

/** As many queries as one batch may hold. */
const BATCH = 1000;
/** Pages of one query; no package version has tens of thousands of advisories. */
const MOST_PAGES = 20;

interface Pending {
  wanted: PackageVersion;
  ids: string[];
  token: string | undefined;
  pages: number;
}

/**
 * Asks an OSV server which advisories name each package version.
 *
 * @param known is told the ids of each one as soon as they are complete
 * @throws RetryLater when the server is in trouble; Rejected when its answer is not that of OSV, or pages have no end
 */
export async function askOsv(
  http: HttpClient,
  versions: readonly PackageVersion[],
  { base = OSV_BASE, signal, known }: OsvRequest,
): Promise<void> {
  const url = new URL(`${base.replace(/\/+$/, '')}/v1/querybatch`);
  const queue: Pending[] = versions.map((wanted) => ({ wanted, ids: [], token: undefined, pages: 0 }));
  while (queue.length > 0 && !signal.aborted) {
    const batch = queue.splice(0, BATCH);
    const answer = await http.postJson(url, { queries: batch.map(queryOf) }, signal);
    if (answer === undefined) throw notOsv(url, 'it answered 404');
    const parsed = OsvAnswer.safeParse(answer);
    if (!parsed.success) throw notOsv(url, firstIssue(parsed.error));
    const { results } = parsed.data;
    if (results.length !== batch.length) throw notOsv(url, `${results.length} results for ${batch.length} queries`);
    for (const [i, pending] of batch.entries()) {
      const { vulns, next_page_token: token } = results[i]!;
      pending.ids.push(...vulns.map(({ id }) => id));
      pending.pages += 1;
      if (token === undefined) {
        known(pending.wanted, pending.ids);
      } else if (pending.pages >= MOST_PAGES) {
        throw notOsv(url, `more than ${MOST_PAGES} pages for ${pending.wanted.package}`);
      } else {
        // Before everything that was not asked yet: what is begun is finished first.
        queue.unshift({ ...pending, token });
      }
    }
  }
}

interface OsvRequest {
  base?: string | undefined;
  signal: AbortSignal;
  known: (wanted: PackageVersion, ids: readonly string[]) => void;
}

const queryOf = ({ wanted, token }: Pending) => ({
  package: { name: wanted.package, ecosystem: wanted.ecosystem },
  version: wanted.version,
  ...(token === undefined ? {} : { page_token: token }),
});

const notOsv = (url: URL, reason: string): Rejected =>
  new Rejected(`${url.host} does not answer like an OSV server: ${reason}`, {
    hint: 'Check the address given with --advisories.',
  });
