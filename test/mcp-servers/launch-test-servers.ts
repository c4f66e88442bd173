import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LaunchOutcome, LaunchPlan } from '../../catalog/model/launch.ts';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { createLauncher, type Isolation } from '../../crawler/launch/launcher.ts';
import { LIMITS, type Limits } from '../../crawler/launch/limits.ts';
import { startNpmRegistry, type NpmRegistry, type PublishedPackage } from '../npm-registry.ts';

type NpmPlan = Extract<LaunchPlan, { kind: 'npm' }>;

/** A launcher over a registry of test servers. */
export interface TestLauncher {
  registry: NpmRegistry;
  isolation: string;
  /** Launches version 1.0.0 of a package, with what else the plan shall say. */
  launch(name: string, plan?: Partial<NpmPlan>, signal?: AbortSignal): Promise<LaunchOutcome>;
  close(): Promise<void>;
}

/**
 * Starts a registry with the given packages and a launcher that knows nothing but it, with a package cache of its own.
 *
 * @param limits values that differ from the real ones, to make hitting them quick
 */
export async function launchTestServers(
  packages: PublishedPackage[],
  limits: Partial<Limits> = {},
  isolation: Isolation = 'bubblewrap',
): Promise<TestLauncher> {
  const registry = await startNpmRegistry({ packages });
  const cacheDir = await mkdtemp(path.join(tmpdir(), 'toolgate-test-cache-'));
  // mkdtemp makes it for us alone, but the sandbox's user has to pass through.
  await chmod(cacheDir, 0o711);
  const abort = new AbortController();
  // Who waits a short time for the first answer does not want to wait a minute for the second one.
  const patientMs = limits.initializeMs ?? LIMITS.patientMs;
  const all = { patientMs, ...limits };
  const http = createHttpClient();
  const { npm } = registry;
  const launcher = await createLauncher({ isolation, npm, http, cacheDir, limits: all, signal: abort.signal });
  return {
    registry,
    isolation: launcher.isolation,
    launch: (name, plan = {}, signal = abort.signal) =>
      launcher.launch(
        [{ kind: 'npm', identifier: name, version: '1.0.0', arguments: [], environment: [], ...plan }],
        signal,
      ),
    async close() {
      await launcher.close();
      await http.close();
      await registry.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
