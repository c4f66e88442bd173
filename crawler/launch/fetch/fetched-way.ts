import type { FetchedPackage, LaunchOutcome } from '../../../catalog/model/launch.ts';
import type { Declared, Startable } from '../ladder/startable.ts';

/** Something that was fetched and lies ready to be started, whatever its kind. */
export interface FetchedWay {
  fetched: FetchedPackage;
  startable: Startable;
  /** What the package itself declares, where it does so better than its record. */
  declared?: Declared | undefined;
  /** Tools that are known without starting it, in case it does not list any. */
  fallback(): Promise<LaunchOutcome['fallback']>;
}
