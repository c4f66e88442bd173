import { Rejected } from '../catalog/errors.ts';
import type { RunReport } from '../catalog/model/run-report.ts';
import { openStore, type Store } from '../catalog/store/open.ts';
import { makeRunReport } from '../crawler/run-report/make-run-report.ts';

/** Commands that list or launch servers, and so have a report. */
const REPORTED = new Set(['crawl', 'start', 'import']);
/** Runs that are looked through for the newest one with a report. */
const RUNS = 1_000;

/**
 * The report of a run, or of the newest that has one. Of a run that was killed it is made from the launches that it stored.
 *
 * @throws Rejected when there is no such run or catalogue
 */
export function latestReport(db: string, runId?: number): RunReport {
  const store = openStore(db, { readonly: true });
  try {
    return reportOf(store, runId);
  } finally {
    store.close();
  }
}

function reportOf(store: Store, runId: number | undefined): RunReport {
  const runs = store.runs.latest(RUNS).filter(({ command }) => REPORTED.has(command));
  const run = runId === undefined ? runs[0] : store.runs.byId(runId);
  if (run === undefined) {
    const newest = runs.slice(0, 5).map(({ id, command, startedAt }) => `${id} (${command}, ${startedAt})`);
    throw new Rejected(runId === undefined ? 'the catalogue records no crawl' : `the catalogue has no run ${runId}`, {
      hint: newest.length === 0 ? '`toolgate crawl` makes one.' : `The newest ones are: ${newest.join(', ')}.`,
    });
  }
  if (!REPORTED.has(run.command)) {
    throw new Rejected(`run ${run.id} was \`toolgate ${run.command}\`, which lists and launches nothing`, {
      hint: 'Reports are of crawl, start and import.',
    });
  }
  return store.runReports.of(run.id) ?? makeRunReport(store, run, { changed: false });
}
