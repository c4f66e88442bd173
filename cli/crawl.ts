import { availableParallelism } from 'node:os';
import { Rejected, RetryLater } from '../catalog/errors.ts';
import { defaultCacheDir } from '../crawler/launch/cache-dir.ts';
import { createLauncher, type Isolation, type Launcher } from '../crawler/launch/launcher.ts';
import { readNpmConfig } from '../crawler/launch/npm-config.ts';
import type { Registry } from '../crawler/registries/registry.ts';
import type { RegistryProblem } from '../crawler/run-report/make-run-report.ts';
import { classifyTools } from '../crawler/stages/classify.ts';
import { discover } from '../crawler/stages/discover.ts';
import { identifyEntries } from '../crawler/stages/identify.ts';
import { inspect } from '../crawler/stages/inspect.ts';
import { launchDue } from '../crawler/stages/launch.ts';
import type { LaunchChoice } from '../crawler/stages/launch-order/choose-launches.ts';
import { loadOverrides } from '../crawler/stages/load-overrides.ts';
import { planServers } from '../crawler/stages/plan.ts';
import { line, type Io } from './io.ts';
import type { StageCounts, WritingSession } from './with-catalogue.ts';

export interface CrawlOptions {
  registries: readonly Registry[];
  /** Ask registries for everything, also where they could say what changed. */
  full?: boolean | undefined;
  concurrency?: number | undefined;
  isolation: Isolation;
  /** Which of the due servers are launched. */
  choice?: LaunchChoice | undefined;
}

export interface CrawlResult {
  stages: StageCounts;
  /** Registries that could not be listed to the end, or whose answers make no sense; everything else was done. */
  unreachable: { registry: string; error: RetryLater | Rejected }[];
  problems: RegistryProblem[];
  partial: boolean;
}

/** All stages, one after the other, each over what is new or due: discover, plan, launch, classify, inspect. */
export async function crawl(io: Io, { store, context }: WritingSession, options: CrawlOptions): Promise<CrawlResult> {
  const stages: StageCounts = {};
  const unreachable: CrawlResult['unreachable'] = [];
  for (const registry of options.registries) {
    if (io.signal.aborted) break;
    try {
      stages[`discover ${registry.id}`] = await discover(store, registry, context, { full: options.full });
    } catch (error) {
      if (io.signal.aborted) break;
      // What is known already can be launched without the registry; a file that cannot be read is the caller's mistake.
      const elsewhere = error instanceof RetryLater || (error instanceof Rejected && !registry.id.startsWith('file:'));
      if (!elsewhere) throw error;
      unreachable.push({ registry: registry.id, error });
      line(io.stderr, `registry ${registry.id}: ${error.message}; going on without it`);
    }
  }
  // After an update of Toolgate, which may tell servers apart in another way.
  identifyEntries(store);
  stages['plan'] = planServers(store, context);
  if (!io.signal.aborted) {
    const { isolation, concurrency = availableParallelism(), choice } = options;
    const launching = { ...choice, concurrency };
    stages['launch'] = await launchDue(store, () => openLauncher(io, isolation), context, launching);
  }
  // A package may have said whose it is.
  identifyEntries(store);
  stages['classify'] = classifyTools(store, loadOverrides(), context);
  stages['inspect'] = inspect(store, context);
  const problems = unreachable.map(({ registry, error }) => ({ registry, message: error.message }));
  return { stages, unreachable, problems, partial: unreachable.length > 0 };
}

async function openLauncher(io: Io, isolation: Isolation): Promise<Launcher> {
  if (isolation === 'none') {
    line(io.stderr, 'warning: --isolation none runs the code of strangers on this machine without any protection');
  }
  const npm = await readNpmConfig(io.env);
  return createLauncher({ isolation, npm, cacheDir: defaultCacheDir(io.env), signal: io.signal });
}
