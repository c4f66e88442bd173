import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({
  version: z.string(),
  homepage: z.string().optional(),
  bugs: z.union([z.string(), z.object({ url: z.string().optional() }).transform(({ url }) => url)]).optional(),
});

/**
 * Who asks and where to complain, as registries want to read it in their logs: `toolgate-crawler/1.2.3 (+https://…)`, from
 * package.json. Whoever operates the crawl knows better whom to write to: their address stands instead of the project's.
 *
 * @param operator URL or mail address; characters that a header cannot hold are left out
 */
export function userAgent(manifest: unknown = ownManifest(), operator?: string): string {
  const { version, homepage, bugs } = Manifest.parse(manifest);
  const contact = operator?.replaceAll(/[^\x21-\x7e]|[()]/g, '') ?? homepage ?? bugs;
  return `toolgate-crawler/${version}${contact === undefined ? '' : ` (+${contact})`}`;
}

function ownManifest(): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
}
