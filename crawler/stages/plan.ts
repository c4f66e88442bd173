import type { Store } from '../../catalog/store/open.ts';
import { planLaunch } from '../launch/plan/plan-launch.ts';
import type { StageContext } from './report.ts';

/** Raise it when {@link planLaunch} decides differently, so that every plan is made again. */
const PLANNER_VERSION = 'plan-2';

/** Plans per transaction: planning is quick, a transaction per plan would cost a disk sync each. */
const BATCH = 200;

/** Decides for every server whose record changed how it can be launched, or why it cannot. */
export function planServers(store: Store, { report, signal }: StageContext): { planned: number; launchable: number } {
  const outdated = store.plans.outdated(PLANNER_VERSION);
  const counts = { planned: 0, launchable: 0 };
  report({ kind: 'begin', stage: 'plan', total: outdated.length });
  for (let start = 0; start < outdated.length && !signal.aborted; start += BATCH) {
    const batch = outdated.slice(start, start + BATCH);
    store.transaction(() => {
      for (const { id, name, description, inputHash } of batch) {
        const packages = store.servers.packagesOf(id);
        const decision = planLaunch({ name, description, packages, remotes: store.servers.remotesOf(id) });
        store.plans.put(id, inputHash, decision);
        counts.planned += 1;
        if ('plan' in decision) counts.launchable += 1;
      }
    });
    report({ kind: 'step', stage: 'plan', done: batch.length });
  }
  report({ kind: 'end', stage: 'plan', counts });
  return counts;
}
