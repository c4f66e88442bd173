import { chmod, chown, mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { LaunchOutcome, ServerPlan } from '../../catalog/model/launch.ts';
import type { HttpClient } from '../http/http-client.ts';
import { bubblewrapJail } from './jail/bubblewrap.ts';
import { bubblewrapVersion, tryJail } from './jail/check.ts';
import { noJail } from './jail/none.ts';
import { prepareRuntime } from './jail/runtime.ts';
import { launch } from './launch.ts';
import type { RunContext } from './launch-context.ts';
import { readLaunchSources, type LaunchSources } from './launch-sources.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { NpmConfig } from './npm-config.ts';
import { npmRegistryClient } from './fetch/npm/npm-registry-client.ts';
import { createTurns } from './turns.ts';
import { createWorkDir, removeTree } from './work-dir.ts';

/** How servers are kept apart from the machine; `none` is no protection and must be asked for by name. */
export type Isolation = 'bubblewrap' | 'none';

export interface LauncherOptions {
  isolation: Isolation;
  npm: NpmConfig;
  /** Asks everybody; belongs to the caller, who closes it after the launcher. */
  http: HttpClient;
  /** Where packages of other kinds come from; what the environment says when absent. */
  sources?: LaunchSources | undefined;
  /** Directory that keeps downloaded packages from run to run; see {@link defaultCacheDir} in cache-dir.ts. */
  cacheDir: string;
  /** Values that differ from {@link LIMITS}. */
  limits?: Partial<Limits> | undefined;
  /** Ends the preparation when it is aborted; launches have a signal of their own. */
  signal: AbortSignal;
}

/** Fetches and starts servers; any number at the same time. */
export interface Launcher {
  /** What isolates, for the record. */
  readonly isolation: string;
  /**
   * Tries the ways of a plan until one lists the tools: fetches a package and starts it, or asks a remote server. However the server behaves, the result is
   * an outcome, and none of its processes and files is left.
   *
   * @throws what the signal was aborted with (nothing is to be recorded then), or Fatal
   */
  launch(plan: ServerPlan, signal: AbortSignal): Promise<LaunchOutcome>;
  /** Removes the work directory. The cache stays. */
  close(): Promise<void>;
}

/** The user and group `nobody`, who own nothing; the sandbox is started as them when Toolgate runs as root. */
const NOBODY = 65534;

/**
 * Prepares a launcher and tries its sandbox once.
 *
 * @throws Fatal when the sandbox cannot work on this machine; there is no fallback to running without one
 */
export async function createLauncher(options: LauncherOptions): Promise<Launcher> {
  const limits = { ...LIMITS, ...options.limits };
  const sandboxed = options.isolation === 'bubblewrap';
  const uid = sandboxed && process.getuid?.() === 0 ? NOBODY : undefined;
  const sources = options.sources ?? readLaunchSources();
  const version = sandboxed ? await bubblewrapVersion() : '';
  const workDir = await createWorkDir();
  const { certificates } = options.npm;
  const npmRegistry = npmRegistryClient(options.http, options.npm);
  const web = options.http.toStrangers({ allowPrivate: sources.allowPrivate, route: { certificates } });
  const close = () => removeTree(workDir);
  try {
    const { dir: runtimeDir, seccompFile, hostTools } = await prepareRuntime(workDir, certificates, sandboxed);
    const jail =
      seccompFile === undefined
        ? noJail(runtimeDir, workDir)
        : bubblewrapJail({ version, runtimeDir, seccompFile, hostTools, uid });
    const cacheDir = await preparePackageCache(options.cacheDir, uid);
    await tryJail(jail, limits, cacheDir, options.signal);
    const turns = createTurns();
    const context: RunContext = {
      jail,
      npm: options.npm,
      npmRegistry,
      web,
      sources,
      limits,
      cacheDir,
      uid,
      runtimesDir: path.join(options.cacheDir, 'runtimes'),
      alone: (work) => turns.alone(work),
    };
    return {
      isolation: jail.description,
      async launch(plan, launchSignal) {
        const itemDir = await mkdtemp(path.join(workDir, 'item-'));
        await chmod(itemDir, 0o711);
        try {
          return await turns.together(() => launch(context, plan, itemDir, launchSignal));
        } finally {
          await removeTree(itemDir);
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One cache per user: what the sandbox's user can write must not be trusted by anybody else, nor the reverse. */
async function preparePackageCache(cacheDir: string, uid: number | undefined): Promise<string> {
  const own = path.join(cacheDir, uid === undefined ? 'packages' : 'packages-sandbox');
  await mkdir(own, { recursive: true });
  await chmod(own, 0o700);
  if (uid !== undefined) await chown(own, uid, uid);
  return own;
}
