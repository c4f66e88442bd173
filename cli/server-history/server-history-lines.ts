import { LAUNCH_REASON_MEANING } from '../../catalog/model/launch-reason.ts';
import { outcomeRow, type OutcomeCode } from '../../catalog/model/launch.ts';
import { outcomeAdvice } from '../outcome-advice.ts';
import { count } from '../words.ts';
import type { ServerHistory } from './server-history.ts';

type LaunchTold = ServerHistory['launches'][number];

/** Lines of standard error that are shown; `--json` has all that is kept. */
const STDERR_LINES = 12;

/** The history of a server in lines for people. */
export function serverHistoryLines(history: ServerHistory): string[] {
  return [
    ...headLines(history),
    '',
    ...entryLines(history),
    '',
    ...planLines(history),
    '',
    ...listLines(history),
    '',
    ...launchesLines(history),
  ];
}

function headLines({ server, packages, remotes }: ServerHistory): string[] {
  const { name, slug, status, statusMessage, version, repositoryUrl, firstSeenAt, changedAt, identity } = server;
  const state = status === 'active' ? [] : [`  ${status}${statusMessage === null ? '' : `: ${statusMessage}`}`];
  return [
    `${name}${version === null ? '' : `, version ${version}`}`,
    ...state,
    `  page /tools/${slug}/, identity ${identity}`,
    ...(repositoryUrl === null ? [] : [`  repository ${repositoryUrl}`]),
    ...packages.map(
      ({ registryType, identifier, version: of, transport }) =>
        `  package ${registryType} ${identifier}${of === null ? '' : `@${of}`} over ${transport}`,
    ),
    ...remotes.map(({ type, url }) => `  remote ${type} ${url}`),
    `  first seen ${firstSeenAt}, record changed ${changedAt}`,
  ];
}

function entryLines({ entries }: ServerHistory): string[] {
  if (entries.length === 0) return ['registries: none lists it, it was imported from a file'];
  return [
    'registries:',
    ...entries.flatMap(
      ({ registry, nativeId, status, statusMessage, version, packages, remotes, seenAt, updatedAt, refused }) => [
        `  ${registry}: ${nativeId}${version === null ? '' : `, version ${version}`}, ${status}${statusMessage === null ? '' : ` (${statusMessage})`}`,
        `    offers ${[...packages, ...remotes].join(', ') || 'neither package nor remote'}`,
        `    ${updatedAt === null ? '' : `changed there ${updatedAt}, `}seen ${seenAt ?? 'never'}`,
        ...refused.map((reason) => `    refused: ${reason}`),
      ],
    ),
  ];
}

function planLines({ plan, due, next, entries, server }: ServerHistory): string[] {
  if (plan === undefined)
    return [entries.length === 0 ? 'plan: none, it is never launched' : 'plan: none yet, the next crawl makes one'];
  if (plan.code !== undefined) {
    return [
      `plan: not launched (${plan.code}): the server ${plan.meaning}`,
      `  ${plan.detail}`,
      ...adviceLines(plan.code, '  '),
    ];
  }
  const when =
    server.status === 'deleted'
      ? '  not launched while no registry lists it'
      : due !== undefined
        ? `  due now, number ${due.place} of ${due.of}: ${LAUNCH_REASON_MEANING[due.reason]}`
        : `  due again ${next === undefined ? 'never' : `on ${next}`}`;
  return [`plan: start ${plan.starts}`, when];
}

function listLines({ tools, lastGood, launches, server }: ServerHistory): string[] {
  if (tools.count === 0) return ['tools: none known'];
  const lines = [
    `tools: ${tools.count} (${tools.sources.join(', ')}); what changed in them: toolgate diff ${server.slug}`,
  ];
  if (lastGood === undefined) return lines;
  const newest = launches[0];
  lines.push(`  list${lastGood.version === null ? '' : ` of version ${lastGood.version}`} from ${lastGood.at}`);
  if (newest !== undefined && newest.code !== 'listed') {
    const version = newest.packageVersion === null ? '' : ` of version ${newest.packageVersion}`;
    lines.push(`  kept, because the launch${version} on ${newest.startedAt} failed: ${newest.code}`);
  }
  return lines;
}

function launchesLines({ launches, launchCount }: ServerHistory): string[] {
  if (launchCount === 0) return ['launches: none so far'];
  const older = launchCount - launches.length;
  return [
    `launches: ${count(launchCount, 'launch', 'launches')}, newest first`,
    ...launches.flatMap(launchLines),
    ...(older > 0 ? [`  and ${count(older, 'older one')} (--launches ${launchCount} shows all)`] : []),
  ];
}

function launchLines(launch: LaunchTold): string[] {
  const { startedAt, runId, reason, code, detail, tools, packageVersion, fetchMs, launchMs, isolation, notBefore } =
    launch;
  const ended = code === 'listed' ? `listed ${count(tools ?? 0, 'tool')}` : code;
  const version = packageVersion === null ? '' : `, version ${packageVersion}`;
  const run = runId === null ? '' : `, run ${runId}`;
  return [
    `  ${startedAt}${run}${version}: ${ended}`,
    ...(code === 'listed' ? [] : [`    ${detail}`, ...adviceLines(code, '    ')]),
    ...(reason === null ? [] : [`    launched because ${LAUNCH_REASON_MEANING[reason]}`]),
    `    fetch ${fetchMs} ms, start ${launchMs} ms, in ${isolation}; not due before ${notBefore}${retryText(launch)}`,
    ...attemptLines(launch),
    ...stderrLines(launch),
  ];
}

/** What can be done, unless that is to look here. */
function adviceLines(code: OutcomeCode, indent: string): string[] {
  const advice = outcomeAdvice(code);
  return advice.includes('`toolgate explain`') ? [] : [`${indent}${advice}`];
}

const retryText = ({ code, failures }: LaunchTold): string =>
  outcomeRow(code).retry === 'later' ? ` (${count(failures, 'failure')} in a row)` : '';

function attemptLines({ attempts, profile }: LaunchTold): string[] {
  const given = profile === null ? [] : [...profile.environment, ...profile.arguments];
  const used = profile === null || given.length === 0 ? [] : [`    with ${profile.name}: ${given.join(' ')}`];
  // A single one says what the launch says.
  if (attempts.length < 2) return used;
  return [...attempts.map((one, i) => `    step ${i + 1}, ${one.profile}: ${one.code}: ${one.detail}`), ...used];
}

function stderrLines({ stderrTail, code }: LaunchTold): string[] {
  const lines = stderrTail.split('\n').filter((text) => text.trim() !== '');
  if (lines.length === 0 || code === 'listed') return [];
  const cut = lines.length - STDERR_LINES;
  return [
    `    standard error${cut > 0 ? `, the last ${STDERR_LINES} of ${lines.length} lines` : ''}:`,
    ...lines.slice(-STDERR_LINES).map((text) => `      | ${text.slice(0, 300)}`),
  ];
}
