import type { InstallContext } from './fetch/run-installer.ts';
import type { Resolver } from './fetch/npm/resolve.ts';
import type { LaunchSources } from './launch-sources.ts';
import type { Turns } from './turns.ts';
import type { WebClient } from './web/web-client.ts';

/** What launches need; the same for all servers of a run. */
export interface LaunchContext extends InstallContext {
  /** Asks the npm registry. */
  resolver: Resolver;
  /** Asks everybody else. */
  web: WebClient;
  sources: LaunchSources;
  /** Directory that keeps other versions of Node.js; ours alone. */
  runtimesDir: string;
  /** Lets a part of one launch run with no other beside it. */
  alone: Turns['alone'];
}
