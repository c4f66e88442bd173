import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sourceHash } from '../output/source-hash.ts';
import type { PublishContext } from './context.ts';
import type { Respect } from './server-job.ts';

/** What pages and documents are both made with; package.json names the libraries, each in one version. */
const SHARED = ['catalog', 'policy', 'attacks', 'data/attacks', 'publish', 'package.json'];

/**
 * What files are made with: other code may make other files of the same server, and other lists of the same pieces. What
 * browsers load as it is (`site/public`) is no part of that.
 */
export function programVersion(
  respect: Respect,
  { root, siteUrl = '' }: Pick<PublishContext, 'root' | 'siteUrl'>,
): string {
  const site = readdirSync(join(root, 'site')).flatMap((name) => (name === 'public' ? [] : [`site/${name}`]));
  const own = respect === 'pages' ? [...site, 'astro.config.mjs'] : ['api'];
  return `${sourceHash(root, [...SHARED, ...own])} ${siteUrl}`;
}
