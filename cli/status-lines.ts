import { LAUNCH_REASON_MEANING, LAUNCH_REASONS } from '../catalog/model/launch-reason.ts';
import { OUTCOME_TABLE } from '../catalog/model/launch.ts';
import type { StaleList } from '../catalog/store/coverage.ts';
import type { RegistryState } from '../catalog/store/registries.ts';
import type { Run } from '../catalog/store/runs.ts';
import type { ChosenLaunches } from '../crawler/stages/launch-order/choose-launches.ts';
import type { Cause, CoverageRow } from './status-figures.ts';
import { tableLines } from './table-lines.ts';
import { count, duration } from './words.ts';

/** Stale lists that are named; `--json` has all. */
const NAMED = 5;

/** What of the servers is covered, by kind and by registry. */
export function coverageLines(by: string, rows: readonly CoverageRow[]): string[] {
  if (rows.length === 0) return [];
  const others = rows.some(({ otherwise }) => otherwise > 0);
  const head = [by, 'servers', 'launchable', 'with tools', ...(others ? ['otherwise known'] : []), 'share'];
  const body = rows.map(({ name, servers, launchable, listed, otherwise }) => {
    const share = `${Math.floor((listed / servers) * 100)} %`;
    return [name, servers, launchable, listed, ...(others ? [otherwise] : []), share];
  });
  return tableLines([head, ...body]).map((text) => `  ${text}`);
}

/** What the next run would launch. */
export function dueLines({ chosen, overSlice }: ChosenLaunches, next: string | undefined): string[] {
  const lines = [`${count(chosen.length, 'launch', 'launches')} due`];
  for (const reason of LAUNCH_REASONS) {
    const n = chosen.filter((launch) => launch.reason === reason).length;
    if (n > 0) lines.push(`  ${String(n).padStart(6)}  ${reason}: ${LAUNCH_REASON_MEANING[reason]}`);
  }
  if (overSlice > 0)
    lines.push(`  ${overSlice.toLocaleString('en')} more past their date wait for a later day's slice`);
  if (chosen.length === 0 && next !== undefined) lines.push(`  the next one on ${next}`);
  return lines;
}

/** Lists that stay although a newer attempt failed. */
export function staleLines(stale: readonly StaleList[]): string[] {
  if (stale.length === 0) return [];
  return [
    `${count(stale.length, 'tool list')} kept from before the newest attempt, which failed:`,
    ...stale.slice(0, NAMED).map(({ server, listedAt, listedVersion, code, triedAt, triedVersion }) => {
      const of = listedVersion === null ? '' : ` of version ${listedVersion}`;
      const version = triedVersion === null || triedVersion === listedVersion ? '' : `, version ${triedVersion}`;
      const tried = triedAt === null ? 'can no longer be launched' : `tried ${triedAt.slice(0, 10)}${version}`;
      return `  ${server}: list${of} from ${listedAt.slice(0, 10)}; ${tried}: ${code}`;
    }),
    ...(stale.length > NAMED ? [`  and ${count(stale.length - NAMED, 'more', 'more')} (--json names all)`] : []),
  ];
}

/** Why servers list nothing, and what can be done. */
export function causeLines(causes: readonly Cause[]): string[] {
  return causes.flatMap(({ code, servers, advice, examples }) => [
    `  ${servers.toLocaleString('en').padStart(6)}  ${code}: ${OUTCOME_TABLE[code].meaning}`,
    `          ${advice}`,
    ...examples.map(({ server, detail }) => `          ${server} (${code}): ${detail}`),
  ]);
}

/** How far the listing of a registry has come, and what of it is in doubt. */
export function registryLines({ id, base, cursor, completedAt, ...doubt }: RegistryState): string[] {
  const state = cursor !== null ? 'interrupted, the next crawl goes on' : `listed ${completedAt ?? 'never'}`;
  const { doubtedAt, keptEntries, knownEntries } = doubt;
  const head = `registry ${id} (${base}): ${state}`;
  if (doubtedAt === null) return [head];
  const [kept, known] = [keptEntries ?? 0, knownEntries ?? 0].map((n) => n.toLocaleString('en'));
  return [
    head,
    `  its listing of ${doubtedAt} came without ${kept} of ${known} records; they are kept until the next full one agrees`,
    `  (crawl --accept-withdrawals ${id}: they are gone)`,
  ];
}

export function runLine({ id, command, status, startedAt, endedAt, counts }: Run): string {
  const took = endedAt === null ? '' : `, took ${duration(Date.parse(endedAt) - Date.parse(startedAt))}`;
  const { 'launch.launched': launched, 'launch.listed': listed } = counts;
  const launches = launched === undefined ? '' : `; ${launched} launched, ${listed} listed`;
  return `run ${id} ${command}: ${status}, begun ${startedAt}${took}${launches}`;
}
