import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Queries = z.array(z.strictObject({ query: z.string().min(1), accept: z.array(z.string().min(1)).min(1) }));

/** What a search found, as far as queries speak of it; the tool is undefined for a server. */
export interface FoundResult {
  server: string;
  tool: string | undefined;
}

export interface WrittenQuery {
  query: string;
  /** Whether the search may be tuned on it. */
  tuning: boolean;
  accepts: (result: FoundResult) => boolean;
}

/** The written queries, see bench/search-queries.yaml. */
export function readQueries(): WrittenQuery[] {
  const file = join(import.meta.dirname, '../search-queries.yaml');
  return Queries.parse(parse(readFileSync(file, 'utf8'))).map(({ query, accept }, i) => {
    const patterns = accept.map((text) => text.split(' › ').map(pattern));
    return {
      query,
      tuning: i % 2 === 0,
      accepts: ({ server, tool }) =>
        patterns.some(
          ([ofServer, ofTool]) =>
            ofServer!.test(server) &&
            (ofTool === undefined ? tool === undefined : tool !== undefined && ofTool.test(tool)),
        ),
    };
  });
}

/** `*` is any text, `?` any character; letter case does not count. */
const pattern = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'is',
  );
