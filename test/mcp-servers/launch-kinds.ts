import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LaunchOutcome, LaunchPlan } from '../../catalog/model/launch.ts';
import { createHttpClient, type HttpClient } from '../../crawler/http/http-client.ts';
import { createLauncher, type Isolation } from '../../crawler/launch/launcher.ts';
import type { LaunchSources } from '../../crawler/launch/launch-sources.ts';
import type { Limits } from '../../crawler/launch/limits.ts';

/** A launcher that knows only the sources given to it. */
export interface KindsLauncher {
  launch(...ways: LaunchPlan[]): Promise<LaunchOutcome>;
  close(): Promise<void>;
}

/** Nothing at all, and in particular not the public places. */
const NOWHERE: LaunchSources = {
  pypi: { index: new URL('http://127.0.0.1:9/'), files: [] },
  oci: {},
  allowPrivate: [],
};

/**
 * Starts a launcher over local servers.
 *
 * @param limits values that differ from the real ones, to make hitting them quick
 */
export async function launchKinds(
  sources: Partial<LaunchSources>,
  limits: Partial<Limits> = {},
  isolation: Isolation = 'bubblewrap',
  http: HttpClient = createHttpClient(),
): Promise<KindsLauncher> {
  const cacheDir = await mkdtemp(path.join(tmpdir(), 'toolgate-test-cache-'));
  // mkdtemp makes it for us alone, but the sandbox's user has to pass through.
  await chmod(cacheDir, 0o711);
  const { signal } = new AbortController();
  const npm = { registry: new URL('http://127.0.0.1:9/'), proxy: undefined, certificates: '' };
  const launcher = await createLauncher({
    isolation,
    npm,
    http,
    sources: { ...NOWHERE, ...sources },
    cacheDir,
    limits,
    signal,
  });
  return {
    launch: (...ways) => launcher.launch(ways, signal),
    async close() {
      await launcher.close();
      await http.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
