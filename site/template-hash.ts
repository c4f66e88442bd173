/**
 * What a kind of page is rendered with, as a hash: its template, everything that the template imports, what makes files of
 * it, and Astro.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { sourceHash } from '../output/source-hash.ts';
import type { PageKind } from './view/page-models.ts';

/** The route of each kind of page, under `site/pages`. */
const ROUTES: Record<PageKind, string> = {
  home: 'index.astro',
  servers: 'tools/index.astro',
  group: 'servers/[prefix].astro',
  server: 'tools/[server]/index.astro',
  tool: 'tools/[server]/[tool].astro',
  risk: 'risk/index.astro',
  level: 'risk/[level].astro',
  attacks: 'attacks/index.astro',
  'attack-group': 'attacks/[group]/index.astro',
  attack: 'attacks/[group]/[attack].astro',
  methodology: 'methodology.astro',
  sources: 'sources.astro',
  benchmark: 'methodology/benchmark.astro',
  prompt: 'methodology/prompt.astro',
  identity: 'methodology/identity.astro',
  'policy-format': 'policy-format.astro',
  'level-server': 'risk/[level]/[server]/index.astro',
  'level-server-part': 'risk/[level]/[server]/[prefix].astro',
  browse: 'browse/index.astro',
  'browse-way': 'browse/[way]/index.astro',
  'browse-way-part': 'publishers/[prefix].astro',
  'browse-set': 'browse/[way]/[key]/index.astro',
  'browse-set-part': 'browse/[way]/[key]/[prefix].astro',
  categories: 'categories/index.astro',
  category: 'categories/[category].astro',
  state: 'state.astro',
  changes: 'changes/index.astro',
  'changes-period': 'changes/[period]/index.astro',
  'changes-part': 'changes/[period]/[prefix].astro',
  'policy-try': 'policy-format/try.astro',
  'api-reference': 'api-reference/index.astro',
  'api-history': 'api-reference/changes.astro',
  about: 'about.astro',
  search: 'search.astro',
  'not-found': '404.astro',
};

/**
 * What a page is made of beside its template is its model, and the model has its own hash; so what only models are made
 * with is not followed: `source.ts` and everything behind it.
 */
const BOUNDARY = 'site/source.ts';

const IMPORT = /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"](\.{1,2}\/[^'"]+)['"]/gm;

/** What turns every template and model into files, and how. */
const RENDERING = ['site/render', 'site/make-pages.ts', 'site/twin', 'astro.config.mjs'];

/** A function that gives the hash of each kind of page, each reckoned once. */
export function templateHashes(root: string): (kind: PageKind) => string {
  const astro = createRequire(join(root, 'package.json'))('astro/package.json') as { version: string };
  const known = new Map<PageKind, string>();
  return (kind) => {
    const hash =
      known.get(kind) ?? `${astro.version} ${sourceHash(root, [...templateFiles(root, kind), ...RENDERING])}`;
    known.set(kind, hash);
    return hash;
  };
}

/** The files that a kind of page is rendered with, relative to the root, sorted. */
export function templateFiles(root: string, kind: PageKind): string[] {
  const files = new Set<string>();
  const pending = [join(root, 'site/pages', ROUTES[kind])];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const name = relative(root, file);
    if (files.has(name) || name === BOUNDARY) continue;
    if (!existsSync(file)) throw new Error(`${name} is imported by a page, but does not exist`);
    files.add(name);
    const folder = dirname(file);
    pending.push(...Array.from(readFileSync(file, 'utf8').matchAll(IMPORT), ([, path]) => resolve(folder, path!)));
  }
  return [...files].sort();
}

/** A hash of all templates together: what the renderer is built from. */
export function templatesHash(root: string): string {
  const hashOf = templateHashes(root);
  const kinds = Object.keys(ROUTES) as PageKind[];
  return createHash('sha256').update(kinds.map(hashOf).join()).digest('hex').slice(0, 12);
}
