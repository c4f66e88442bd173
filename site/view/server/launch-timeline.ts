import { outcomeRow, type StepName } from '../../../catalog/model/launch.ts';
import type { LaunchReason } from '../../../catalog/model/launch-reason.ts';
import type { Launch } from '../../../catalog/store/launches.ts';
import { firstLine } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { counted, formatDate, listed as inWords, sentence } from '../text/words.ts';
import { outcomeLabel, outcomeTone, type OutcomeTone } from './outcome.ts';

/** One or more launches in a row that ended the same way with the same version. */
export interface TimelineEntry {
  /** Of the newest of them. */
  date: string;
  dateIso: string;
  /** Of the oldest, where there are several on different days. */
  since?: string;
  times: number;
  label: string;
  tone: OutcomeTone;
  /** What happened, as a sentence. */
  says: string;
  /** What the launch reported; left out where it only repeats the sentence. */
  detail?: string;
  /** Version, tools, isolation and start in a few words each. */
  facts: Prose[];
}

export interface LaunchTimeline {
  /** Newest first. */
  entries: TimelineEntry[];
  /** Entries left out. */
  more: number;
}

const MAX_ENTRIES = 10;

/** Why a launch was made, told afterwards. */
const REASONS: Readonly<Record<LaunchReason, string>> = {
  new: 'launched because it had not been launched before',
  changed: 'launched because its record or the way to launch it had changed',
  retry: 'launched because the launch before it had failed in a way that may pass',
  tag: 'launched because its version is a tag, which is looked at daily',
  oldest: 'launched because the launch before it was among the oldest of the catalogue',
  asked: 'launched because it was asked for before its time',
};

/** What each step of the launch ladder gave a start, to follow "started"; `required` is of records before the ladder. */
const STEPS: Readonly<Record<StepName | 'required', string>> = {
  bare: 'with nothing made up',
  required: 'with the variables that its record requires',
  declared: 'with the settings that its record or its package declares',
  'other-node': 'with another version of Node.js',
  http: 'spoken to over the port that it opens',
  'at-once': 'asked for its tools together with the handshake',
  'error-names': 'with the variables that its error text names',
  readme: 'with the settings of its README',
  usage: 'with the options of its usage text',
  code: 'with what its own code names',
  variation: 'with varied settings',
};

export function launchTimeline(launches: readonly Launch[]): LaunchTimeline {
  const runs: Launch[][] = [];
  for (const launch of launches) {
    const run = runs.at(-1);
    if (run !== undefined && sameEnding(run[0]!, launch)) run.push(launch);
    else runs.push([launch]);
  }
  return { entries: runs.slice(0, MAX_ENTRIES).map(entry), more: Math.max(runs.length - MAX_ENTRIES, 0) };
}

const sameEnding = (a: Launch, b: Launch): boolean =>
  a.code === b.code && a.detail === b.detail && a.packageVersion === b.packageVersion && a.toolCount === b.toolCount;

function entry(run: readonly Launch[]): TimelineEntry {
  const [newest, oldest] = [run[0]!, run.at(-1)!];
  const [date, since] = [newest, oldest].map(({ startedAt }) => formatDate(startedAt)) as [string, string];
  const listed = newest.code === 'listed';
  const detail = firstLine(newest.detail, 300);
  return {
    date,
    dateIso: newest.startedAt,
    ...(since === date ? {} : { since }),
    times: run.length,
    label: outcomeLabel(newest.code),
    tone: outcomeTone(newest.code),
    says: sentence(`The server ${outcomeRow(newest.code).meaning}`),
    ...(detail === '' || listed ? {} : { detail }),
    facts: [
      ...(newest.packageVersion === null ? [] : [['version ', { foreign: firstLine(newest.packageVersion, 60) }]]),
      ...(listed ? [[counted(newest.toolCount, 'tool')]] : []),
      ...(newest.reason === null ? [] : [[REASONS[newest.reason]]]),
      ...startWords(newest).map((words) => [words]),
      [`isolation: ${newest.report.isolation}`],
    ],
  };
}

/** How it was started in the end, and how many starts there were. */
function startWords({ report: { profile, attempts } }: Launch): string[] {
  if (profile === undefined) return [];
  const steps = inWords([...new Set([...(profile.gained ?? []), profile.name])].map((step) => STEPS[step]));
  const node = profile.node === undefined ? '' : `, Node.js ${profile.node}`;
  const transport = profile.transport === undefined || profile.transport === 'stdio' ? '' : `, ${profile.transport}`;
  const starts = attempts.length > 1 ? ` (${counted(attempts.length, 'start')} in all)` : '';
  return [`started ${steps}${starts}${transport}${node}`];
}
