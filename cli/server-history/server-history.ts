import { outcomeRow } from '../../catalog/model/launch.ts';
import type { Launch } from '../../catalog/store/launches.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { Server } from '../../catalog/store/servers.ts';
import { cleanText } from '../../crawler/launch/clean-text.ts';
import { dueLaunches } from '../../crawler/stages/launch-order/due-launches.ts';
import { planLabel } from '../plan-label.ts';

/** Everything about one server that decides what its page shows. */
export type ServerHistory = ReturnType<typeof serverHistory>;

/** The history of a server's attempts: what registries say, what is planned and why, each launch, and what comes next. */
export function serverHistory(store: Store, server: Server, { launches }: { launches: number }) {
  const { id, slug, name, identity, status, statusMessage, version, repositoryUrl, firstSeenAt, changedAt } = server;
  const tools = store.tools.of(id);
  const lastGood = store.launches.lastGood(id);
  const due = dueLaunches(store).chosen;
  const place = due.findIndex(({ serverId }) => serverId === id);
  return {
    server: { name, slug, identity, status, statusMessage, version, repositoryUrl, firstSeenAt, changedAt },
    packages: store.servers.packagesOf(id).map(({ registryType, identifier, version: of, transport }) => ({
      registryType,
      identifier,
      version: of ?? null,
      transport: transport.type,
    })),
    remotes: store.servers.remotesOf(id).map(({ type, url }) => ({ type, url })),
    entries: entriesOf(store, id),
    plan: planOf(store, id),
    due: place === -1 ? undefined : { reason: due[place]!.reason, place: place + 1, of: due.length },
    next: store.launches.of(id, 1)[0]?.notBefore,
    tools: { count: tools.length, sources: [...new Set(tools.map(({ source }) => source))].toSorted() },
    lastGood: lastGood && { at: lastGood.startedAt, version: lastGood.packageVersion, tools: lastGood.toolCount },
    launchCount: store.launches.countOf(id),
    launches: store.launches.of(id, launches).map(launchTold),
  };
}

/** What each registry says, with the fields in which registries differ. */
function entriesOf(store: Store, serverId: number) {
  const seen = new Map(
    store.registries.entriesOf(serverId).map((entry) => [`${entry.registry} ${entry.nativeId}`, entry]),
  );
  return store.registries.recordsOf(serverId).map(({ registry, nativeId, server: record, status, statusMessage }) => {
    const entry = seen.get(`${registry} ${nativeId}`);
    return {
      registry,
      nativeId,
      status: entry?.status ?? status,
      statusMessage: entry?.statusMessage ?? statusMessage ?? null,
      updatedAt: entry?.updatedAt ?? null,
      seenAt: entry?.seenAt ?? null,
      version: record.version ?? null,
      packages: record.packages.map(
        (one) => `${one.registryType} ${one.identifier}${one.version === undefined ? '' : `@${one.version}`}`,
      ),
      remotes: record.remotes.map(({ type, url }) => `${type} ${url}`),
      refused: store.registries
        .refusals(registry)
        .filter(({ label }) => label === nativeId || label.startsWith(`${nativeId}:`))
        .map(({ reason }) => reason),
    };
  });
}

/** How it is launched, or why not; read from JSON, since plans of other versions of Toolgate have other shapes. */
function planOf(store: Store, serverId: number) {
  const row = store.launchCandidates.planOf(serverId);
  if (row === undefined) return undefined;
  if (row.plan !== null) return { starts: planLabel(row.plan), plan: JSON.parse(row.plan) as unknown };
  return { code: row.code, meaning: outcomeRow(row.code).meaning, detail: row.detail };
}

function launchTold({
  id,
  runId,
  startedAt,
  reason,
  code,
  detail,
  toolCount,
  packageVersion,
  notBefore,
  failures,
  report,
}: Launch) {
  const { attempts, profile, fetchMs, launchMs, stderrTail, isolation } = report;
  return {
    id,
    runId,
    startedAt,
    reason,
    code,
    detail,
    tools: code === 'listed' ? toolCount : null,
    packageVersion,
    fetchMs,
    launchMs,
    isolation,
    /** What it was started with in the attempt that counts; names of variables only. */
    profile: profile ?? null,
    /** Profile or step, and how it ended; whatever else the ladder says of an attempt goes along. */
    attempts,
    notBefore,
    failures,
    stderrTail: cleanText(stderrTail),
  };
}
