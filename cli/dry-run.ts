import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Rejected } from '../catalog/errors.ts';
import type { LaunchReason } from '../catalog/model/launch-reason.ts';
import { openStore, type Store } from '../catalog/store/open.ts';
import type { Registry } from '../crawler/registries/registry.ts';
import { discover, type DiscoverCounts } from '../crawler/stages/discover.ts';
import type { ChosenLaunches } from '../crawler/stages/launch-order/choose-launches.ts';
import { dueLaunches } from '../crawler/stages/launch-order/due-launches.ts';
import { estimateLaunches, type LaunchEstimate } from '../crawler/stages/launch-order/estimate-launches.ts';
import { planServers } from '../crawler/stages/plan.ts';
import type { StageContext } from '../crawler/stages/report.ts';
import type { CrawlOptions } from './crawl.ts';
import { dryRunLines } from './dry-run-lines.ts';
import { json, line, type Io } from './io.ts';
import { checkListedBy } from './launch-options.ts';
import { planLabel } from './plan-label.ts';

export interface DryRunOptions extends CrawlOptions {
  db: string;
  json: boolean;
}

/** How a registry would be listed. Files are read, since that asks nobody; what a registry on the network says is not known. */
export interface PlannedListing {
  registry: string;
  base: string;
  how: 'read' | 'everything' | 'changes' | 'resumed';
  since?: string | undefined;
  counts?: DiscoverCounts | undefined;
}

/** One launch, in the order of the run. */
export interface PlannedLaunch {
  server: string;
  slug: string;
  starts: string;
  kind: string;
  reason: LaunchReason;
  registries: string[];
  expectedMs: number | undefined;
}

export interface DryRun {
  listings: PlannedListing[];
  planned: { planned: number; launchable: number };
  launches: PlannedLaunch[];
  due: ChosenLaunches['due'];
  overLimit: number;
  overSlice: number;
  heldBack: number;
  stock: number;
  matching: number;
  estimate: LaunchEstimate;
  concurrency: number;
}

/**
 * `toolgate crawl --dry-run`: does the first stages on a copy of the catalogue that is thrown away, and says what the launch
 * stage would find due. The catalogue itself is only read; it need not exist.
 */
export async function dryRun(io: Io, options: DryRunOptions): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'toolgate-dry-run-'));
  try {
    const copy = path.join(folder, 'catalogue.sqlite');
    copyCatalogue(options, copy);
    const store = openStore(copy);
    try {
      const found = await prepare(store, options, io.signal);
      if (options.json) json(io.stdout, { command: 'crawl', dryRun: true, ...found });
      else for (const text of dryRunLines(found)) line(io.stdout, text);
    } finally {
      store.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whole, while another process may write to it. */
function copyCatalogue({ db, registries }: DryRunOptions, target: string): void {
  if (!existsSync(db)) {
    if (registries.length > 0) return;
    throw new Rejected(`there is no catalogue ${db}`, {
      hint: 'Check the path given with --db, or say with --from or --registry what to list.',
    });
  }
  const source = openStore(db, { readonly: true });
  try {
    source.db.prepare(`VACUUM INTO ?`).run(target);
  } catch (cause) {
    throw new Rejected(`cannot copy ${db} to ${tmpdir()}`, { cause, hint: 'TMPDIR names another folder for it.' });
  } finally {
    source.close();
  }
}

async function prepare(store: Store, options: DryRunOptions, signal: AbortSignal): Promise<DryRun> {
  const { registries, full, choice = {}, concurrency = availableParallelism() } = options;
  checkListedBy(
    store,
    choice,
    registries.map(({ id }) => id),
  );
  const context: StageContext = {
    runId: store.runs.begin('crawl', new Date().toISOString()),
    report: () => {},
    signal,
  };
  const listings: PlannedListing[] = [];
  for (const registry of registries) listings.push(await planListing(store, registry, context, full));
  const planned = planServers(store, context);
  const { chosen, ...counts } = dueLaunches(store, choice);
  const estimate = estimateLaunches(store.launchCandidates.all(), chosen, concurrency);
  const launches = chosen.map(({ name, slug, plan, kind, reason, registries: listedBy }, i): PlannedLaunch => ({
    server: name,
    slug,
    starts: planLabel(plan),
    kind,
    reason,
    registries: listedBy,
    expectedMs: estimate.each[i],
  }));
  return { listings, planned, launches, ...counts, estimate, concurrency };
}

async function planListing(
  store: Store,
  registry: Registry,
  context: StageContext,
  full: boolean | undefined,
): Promise<PlannedListing> {
  const { id, base, incremental } = registry;
  const place = { registry: id, base };
  if (id.startsWith('file:')) {
    return { ...place, how: 'read', counts: await discover(store, registry, context, { full }) };
  }
  const state = store.registries.all().find((one) => one.id === id && one.base === base);
  if (full !== true && state !== undefined && state.cursor !== null) return { ...place, how: 'resumed' };
  const since = full === true || !incremental ? null : (state?.updatedSince ?? null);
  return since === null ? { ...place, how: 'everything' } : { ...place, how: 'changes', since };
}
