import type { HttpClient } from '../http/http-client.ts';
import type { Stopwatch } from '../http/stopwatch.ts';
import type { WebClient } from '../http/web-client.ts';
import type { InstallContext } from './fetch/run-installer.ts';
import type { LaunchSources } from './launch-sources.ts';
import type { Turns } from './turns.ts';

/** What launches need; the same for all servers of a run. */
export interface RunContext extends InstallContext {
  /** Asks the npm registry. */
  npmRegistry: HttpClient;
  /** Asks everybody else. */
  web: WebClient;
  sources: LaunchSources;
  /** Directory that keeps other versions of Node.js; ours alone. */
  runtimesDir: string;
  /** Lets a part of one launch run with no other beside it. */
  alone: Turns['alone'];
}

/** What one launch needs: its requests stop its watch while they wait for their turn. */
export interface LaunchContext extends RunContext {
  watch: Stopwatch;
}
