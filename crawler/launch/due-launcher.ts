import type { LaunchOutcome, ServerPlan } from '../../catalog/model/launch.ts';
import type { LaunchCandidate } from '../../catalog/store/launch-candidates.ts';

/** What names one attempt among all of a catalogue: the same until its outcome is stored, and never again afterwards. */
export type LaunchTicket = Pick<LaunchCandidate, 'serverId' | 'slug' | 'planHash' | 'attempt'>;

/** What the launch stage needs: a launcher on this machine is one, the queue to workers on other machines is another. */
export interface DueLauncher {
  /**
   * Brings about one attempt.
   *
   * @throws what the signal was aborted with (nothing is to be recorded then), or what ends the whole run
   */
  launch(plan: ServerPlan, signal: AbortSignal, ticket: LaunchTicket): Promise<LaunchOutcome>;
  /** Whether an attempt goes on elsewhere when it is not waited for: an interrupted run leaves it, the next one takes its outcome. */
  resumes?(ticket: LaunchTicket): boolean;
  /** Told when the catalogue has taken note of an attempt: only now may its outcome be forgotten elsewhere. */
  stored?(ticket: LaunchTicket): void;
  close(): Promise<void>;
}
