import { LAUNCH_REASON_MEANING, LAUNCH_REASONS } from '../catalog/model/launch-reason.ts';
import { DAYS_PER_ROUND } from '../crawler/stages/launch-order/choose-launches.ts';
import type { DryRun, PlannedListing } from './dry-run.ts';
import { count, duration } from './words.ts';

/** Launches that are named; `--json` has all. */
const NAMED = 20;

/** What a run would do, in lines for people. */
export function dryRunLines(run: DryRun): string[] {
  const { planned, launches, overLimit, overSlice, heldBack, stock, matching } = run;
  const filtered = matching < stock ? `; the filters leave ${matching.toLocaleString('en')}` : '';
  return [
    'dry run: nothing is written, no registry on the network is asked, nothing is launched',
    ...run.listings.map(listingLine),
    ...(planned.planned > 0
      ? [
          `plan: ${count(planned.planned, 'new or changed server')}, ${planned.launchable.toLocaleString('en')} of them can be launched`,
        ]
      : []),
    `launch: ${count(launches.length, 'server')} of ${stock.toLocaleString('en')} that can be launched${filtered}`,
    ...reasonLines(run),
    ...(overLimit > 0 ? [`  ${count(overLimit, 'more is', 'more are')} due and left out by --limit`] : []),
    ...(overSlice > 0
      ? [
          `  ${count(overSlice, 'more is', 'more are')} past their date; the oldest 1/${DAYS_PER_ROUND} of the stock are launched in 24 hours (--only stale: all)`,
        ]
      : []),
    ...(heldBack > 0
      ? [
          `  ${count(heldBack, 'more is', 'more are')} due, but their namespace has had its launches of the day (--per-namespace)`,
        ]
      : []),
    ...waitingLines(run),
    ...orderLines(run),
    timeLine(run),
  ];
}

function listingLine({ registry, base, how, since, counts }: PlannedListing): string {
  const place = `list: ${registry} (${base})`;
  if (counts !== undefined) {
    const { entries, changed, refused, withdrawn, kept } = counts;
    const notes = [`${count(entries, 'record')}, ${changed.toLocaleString('en')} new or changed`];
    if (refused > 0) notes.push(`${refused} refused`);
    if (withdrawn > 0) notes.push(`${withdrawn} gone`);
    if (kept > 0) notes.push(`${kept} missing and kept until another listing agrees`);
    return `${place}: ${notes.join(', ')}`;
  }
  const what = {
    read: 'read',
    everything: 'everything it has',
    changes: `what changed since ${since}`,
    resumed: 'the rest of the listing that was interrupted',
  }[how];
  return `${place}: ${what}; what that brings is not known yet`;
}

function reasonLines({ launches }: DryRun): string[] {
  return LAUNCH_REASONS.flatMap((reason) => {
    const n = launches.filter((launch) => launch.reason === reason).length;
    return n === 0 ? [] : [`  ${String(n).padStart(6)}  ${reason}: ${LAUNCH_REASON_MEANING[reason]}`];
  });
}

/** Filters that leave servers of which none is due would otherwise look like filters that leave none. */
function waitingLines({ launches, overLimit, overSlice, heldBack, stock, matching }: DryRun): string[] {
  const waiting = matching - launches.length - overLimit - overSlice - heldBack;
  if (waiting === 0 || matching === stock) return [];
  return [
    `  ${count(waiting, 'other matches and is', 'others match and are')} not due yet (--now: launch them anyway)`,
  ];
}

function orderLines({ launches }: DryRun): string[] {
  if (launches.length === 0) return [];
  const named = launches.slice(0, NAMED).map(({ server, starts, reason, registries, expectedMs }, i) => {
    const listed = registries.length > 1 ? `, listed by ${registries.length} registries` : '';
    const time = expectedMs === undefined ? '' : `, about ${duration(expectedMs)}`;
    return `  ${String(i + 1).padStart(6)}. ${server} (${starts}): ${reason}${listed}${time}`;
  });
  const more = launches.length - named.length;
  return [
    'in this order:',
    ...named,
    ...(more > 0 ? [`          and ${count(more, 'more', 'more')} (--json names all)`] : []),
  ];
}

function timeLine({ launches, estimate, concurrency }: DryRun): string {
  if (launches.length === 0) return 'time: nothing to launch';
  if (estimate.totalMs === undefined) return 'time: not known, nothing was launched so far';
  const based = count(estimate.basedOn, 'server that was', 'servers that were');
  return `time: about ${duration(estimate.totalMs)} with ${concurrency} at a time, judging by ${based} launched before`;
}
