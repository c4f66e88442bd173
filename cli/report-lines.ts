import { OUTCOME_TABLE } from '../catalog/model/launch.ts';
import { LAUNCH_REASON_MEANING } from '../catalog/model/launch-reason.ts';
import type { RunReport } from '../catalog/model/run-report.ts';
import { count, duration } from './words.ts';

/** Names per list in the text; `--json` has up to a hundred. */
const NAMED = 10;

/** The report of a run in lines for people. */
export function reportLines(report: RunReport): string[] {
  return [...headLines(report), ...registryLines(report), ...launchLines(report), ...changeLines(report)];
}

function headLines({ run }: RunReport): string[] {
  const { id, command, status, startedAt, endedAt } = run;
  const lasted = endedAt === null ? 'killed' : duration(Date.parse(endedAt) - Date.parse(startedAt));
  return [`run ${id}: ${command}, ${status}, begun ${startedAt}, ${endedAt === null ? lasted : `took ${lasted}`}`];
}

function registryLines({ registries }: RunReport): string[] {
  return registries.map(({ id, entries, changed, refused, withdrawn, kept, problem }) => {
    const notes = [
      `${count(entries, 'record')}, ${number(changed)} new or changed`,
      ...(refused > 0 ? [`${refused} refused`] : []),
      ...(withdrawn > 0 ? [`${withdrawn} withdrawn`] : []),
      ...(kept > 0 ? [`${number(kept)} missing from the listing and kept until another one agrees`] : []),
    ];
    return problem === undefined ? `registry ${id}: ${notes.join(', ')}` : `registry ${id}: not listed: ${problem}`;
  });
}

function launchLines({ launches }: RunReport): string[] {
  const { launched, listed, totalMs, medianMs, left, byOutcome, byKind, byRegistry, byReason, slowest } = launches;
  const due = left === 0 ? 'none is due now' : `${count(left, 'launch', 'launches')} still due`;
  if (launched === 0) return [`nothing was launched; ${due}`];
  const spent = `${duration(totalMs)} of launches, half of them within ${seconds(medianMs)}`;
  const groups = (name: string, rows: { launched: number; listed: number; label: string }[]) =>
    rows.map((row) => `  ${name} ${row.label}: ${row.launched} launched, ${row.listed} listed`);
  return [
    `${count(launched, 'launch', 'launches')}: ${listed} listed their tools, ${launched - listed} did not; ${spent}; ${due}`,
    ...byOutcome.map(({ code, launched: n }) => `  ${String(n).padStart(6)}  ${code}${meaningOf(code)}`),
    ...groups(
      'because',
      byReason.map((row) => ({ ...row, label: reasonText(row.reason) })),
    ),
    ...groups(
      'kind',
      byKind.map((row) => ({ ...row, label: row.kind })),
    ),
    ...groups(
      'registry',
      byRegistry.map((row) => ({ ...row, label: row.registry })),
    ),
    'slowest:',
    ...slowest.slice(0, 5).map(({ name, kind, code, fetchMs, launchMs }) => {
      const parts = `fetch ${seconds(fetchMs)}, start ${seconds(launchMs)}`;
      return `  ${seconds(fetchMs + launchMs).padStart(8)}  ${name} (${kind}, ${parts}): ${code}`;
    }),
  ];
}

const number = (n: number): string => n.toLocaleString('en');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function meaningOf(code: string): string {
  const row = Object.hasOwn(OUTCOME_TABLE, code) ? OUTCOME_TABLE[code as keyof typeof OUTCOME_TABLE] : undefined;
  return row === undefined ? '' : `: ${row.meaning}`;
}

function reasonText(reason: string): string {
  return Object.hasOwn(LAUNCH_REASON_MEANING, reason)
    ? LAUNCH_REASON_MEANING[reason as keyof typeof LAUNCH_REASON_MEANING]
    : reason;
}

function changeLines({ changes }: RunReport): string[] {
  if (changes === undefined) return ['what it changed is not known: it was killed before it could compare'];
  const { servers, tools } = changes;
  const counts = ({ new: added, changed, gone }: Record<'new' | 'changed' | 'gone', { count: number }>) =>
    `${number(added.count)} new, ${number(changed.count)} changed, ${number(gone.count)} gone`;
  const named = <Item>(label: string, list: { count: number; first: Item[] }, text: (item: Item) => string) => [
    ...list.first.slice(0, NAMED).map((item) => `  ${label} ${text(item)}`),
    ...(list.count > NAMED ? [`  ${label} and ${number(list.count - NAMED)} more`] : []),
  ];
  const toolName = ({ server, tool }: { server: string; tool: string }) => `${server}: ${tool}`;
  return [
    `servers: ${counts(servers)}`,
    // A first crawl is nothing but new names.
    ...(servers.new.count > NAMED ? [] : named('new', servers.new, ({ name }) => name)),
    ...named('changed', servers.changed, ({ name }) => name),
    ...named('gone', servers.gone, ({ name }) => name),
    `tools: ${counts(tools)}`,
    ...(tools.new.count > NAMED ? [] : named('new', tools.new, toolName)),
    ...named('changed', tools.changed, (tool) => `${toolName(tool)} (${tool.severity}): ${tool.says.join('; ')}`),
    ...named('gone', tools.gone, toolName),
  ];
}
