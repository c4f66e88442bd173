import { availableParallelism } from 'node:os';
import { Rejected, RetryLater } from '../catalog/errors.ts';
import type { Store } from '../catalog/store/open.ts';
import type { HttpClient } from '../crawler/http/http-client.ts';
import type { Isolation } from '../crawler/launch/launcher.ts';
import { QUEUE_WINDOW } from '../crawler/queue/queue-times.ts';
import type { Registry } from '../crawler/registries/registry.ts';
import type { RegistryProblem } from '../crawler/run-report/make-run-report.ts';
import { classifyTools } from '../crawler/stages/classify.ts';
import { declareTools } from '../crawler/stages/declare.ts';
import { discover } from '../crawler/stages/discover.ts';
import { identifyEntries } from '../crawler/stages/identify.ts';
import { inspect } from '../crawler/stages/inspect.ts';
import { launchDue } from '../crawler/stages/launch.ts';
import type { LaunchChoice } from '../crawler/stages/launch-order/choose-launches.ts';
import { loadOverrides } from '../crawler/stages/load-overrides.ts';
import { planServers } from '../crawler/stages/plan.ts';
import { line, type Io } from './io.ts';
import { openLauncher } from './open-launcher.ts';
import { openQueue, type QueueChoice } from './queue.ts';
import type { StageCounts, WritingSession } from './with-catalogue.ts';

export interface CrawlOptions {
  /** Asks whoever is launched or fetched; registries bring it along. */
  http: HttpClient;
  registries: readonly Registry[];
  /** Ask registries for everything, also where they could say what changed. */
  full?: boolean | undefined;
  /** Ids of registries of which everything that is missing is gone, from this listing and from one that is in doubt. */
  acceptWithdrawals?: readonly string[] | undefined;
  concurrency?: number | undefined;
  isolation: Isolation;
  /** Launch over a queue instead of here; `workers` processes are started for it when it is `local`. */
  queue?: QueueChoice | undefined;
  workers?: number | undefined;
  /** Ask also private addresses that only a record names. */
  allowPrivate?: boolean | undefined;
  /** Whom to write to, for the workers of a queue that is started here. */
  contact?: string | undefined;
  /** Which of the due servers are launched. */
  choice?: LaunchChoice | undefined;
}

/** @throws Rejected for a registry that is not listed in this run and of which nothing is in doubt */
export function checkAccepted(
  store: Store,
  ids: readonly string[] | undefined,
  registries: readonly Pick<Registry, 'id'>[],
): void {
  const doubted = store.registries.all().filter(({ doubtedAt }) => doubtedAt !== null);
  const known = new Set([...doubted, ...registries].map(({ id }) => id));
  const other = ids?.find((id) => !known.has(id));
  if (other === undefined) return;
  throw new Rejected(`--accept-withdrawals names ${other}, of which nothing is in doubt and which is not listed`, {
    hint: 'toolgate status says which registries have come without many of their records.',
  });
}

export interface CrawlResult {
  stages: StageCounts;
  /** Registries that could not be listed to the end, or whose answers make no sense; everything else was done. */
  unreachable: { registry: string; error: RetryLater | Rejected }[];
  problems: RegistryProblem[];
  partial: boolean;
}

/** All stages, one after the other, each over what is new or due: discover, plan, launch, declare, classify, inspect. */
export async function crawl(io: Io, { store, context }: WritingSession, options: CrawlOptions): Promise<CrawlResult> {
  const stages: StageCounts = {};
  const unreachable: CrawlResult['unreachable'] = [];
  const accepted = new Set(options.acceptWithdrawals);
  for (const id of accepted) stages[`accept ${id}`] = { withdrawn: store.registries.acceptDoubted(id) };
  for (const registry of options.registries) {
    if (io.signal.aborted) break;
    try {
      stages[`discover ${registry.id}`] = await discover(store, registry, context, {
        full: options.full,
        acceptWithdrawals: accepted.has(registry.id),
      });
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
    const { isolation, queue, choice } = options;
    const concurrency = queue === undefined ? (options.concurrency ?? availableParallelism()) : QUEUE_WINDOW;
    const here = () => openLauncher(io, isolation, options);
    const open = () => (queue === undefined ? here() : openQueue(io, store, queue, here, options));
    stages['launch'] = await launchDue(store, open, context, { ...choice, concurrency });
  }
  stages['declare'] = declareTools(store, (id) => store.entryDetails.of(id), context);
  // A package may have said whose it is.
  identifyEntries(store);
  stages['classify'] = classifyTools(store, loadOverrides(), context);
  stages['inspect'] = inspect(store, context);
  const problems = unreachable.map(({ registry, error }) => ({ registry, message: error.message }));
  return { stages, unreachable, problems, partial: unreachable.length > 0 };
}
