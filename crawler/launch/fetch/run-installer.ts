import path from 'node:path';
import type { Jail, JailLimits, JailPaths, Mount } from '../jail/jail.ts';
import { keepEnds } from '../jail/stderr-buffer.ts';
import type { Limits } from '../limits.ts';
import type { NpmConfig } from '../npm-config.ts';
import { startEgressProxy } from './egress-proxy.ts';
import { SandboxFailed, type FetchFailure } from './fetch-failure.ts';

/** What an installation needs; the same for all servers of a run. */
export interface InstallContext {
  jail: Jail;
  npm: NpmConfig;
  limits: Limits;
  /** Directory of downloads that are kept, shared by all fetches and writable for the jail's user. */
  cacheDir: string;
  /** The jail's user when it is not ours. */
  uid: number | undefined;
}

/** One run of an installer. */
export interface Installer {
  mounts: Mount[];
  /** Base addresses of the registries that it may reach. */
  registries: readonly URL[];
  /** Its command line; `{port}` stands for the port of the proxy on the jail's own loopback. */
  command(paths: JailPaths): { argv: string[]; cwd: string; environment: Record<string, string> };
  /** What its output means when it fails. */
  failure(output: string): FetchFailure;
}

/**
 * Runs an installer in the jail, whose only way out is the egress proxy.
 *
 * @param itemDir where the proxy's socket may be
 * @returns why it failed, or `undefined`
 * @throws what `signal` was aborted with; SandboxFailed
 */
export async function runInstaller(
  { jail, npm, limits, uid }: Omit<InstallContext, 'cacheDir'>,
  installer: Installer,
  itemDir: string,
  signal: AbortSignal,
): Promise<FetchFailure | undefined> {
  const socket = path.join(itemDir, 'egress.sock');
  const proxy = await startEgressProxy({
    socket,
    uid,
    registries: installer.registries,
    proxy: npm.proxy,
    maxBytes: limits.downloadBytes,
    maxConnections: limits.connections,
    idleMs: limits.fetchMs,
  });
  try {
    const prisoner = await jail.start({
      mounts: [...installer.mounts, { source: socket, target: '/run/egress.sock', writable: true }],
      limits: fetchLimits(limits),
      command: (paths) => {
        const { argv, cwd, environment } = installer.command(paths);
        const { runtime, at } = paths;
        return {
          argv: [`${runtime}/node`, `${runtime}/bridge.mjs`, at('/run/egress.sock'), ...argv],
          cwd,
          environment,
        };
      },
    });
    const stdout = keepEnds(prisoner.stdout, limits.stderrBytes);
    let timedOut = false;
    const stop = () => void prisoner.kill();
    const timer = setTimeout(() => {
      timedOut = true;
      stop();
    }, limits.fetchMs);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const ending = await prisoner.ended;
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();

    if (ending.neverStarted) throw new SandboxFailed(prisoner.stderr());
    if (ending.exitCode === 0) return undefined;
    if (proxy.overflowed) return { code: 'too-large', detail: `It downloads more than ${limits.downloadBytes} bytes.` };
    // Before the clock: an installer that is refused something tries again for a while.
    const elsewhere = proxy.deniedTargets[0];
    if (elsewhere !== undefined) {
      const detail = `The installation asked for something outside the package registry, which is not allowed: ${elsewhere}`;
      return { code: 'install-failed', detail };
    }
    if (timedOut) return { code: 'fetch-timed-out', detail: `The installation took longer than ${limits.fetchMs} ms.` };
    if (ending.exceeded === 'written') {
      return { code: 'too-large', detail: `Its installation writes more than ${limits.writtenBytes} bytes.` };
    }
    if (ending.exceeded !== undefined) {
      return { code: 'install-failed', detail: `The installation used more ${ending.exceeded} than its limit.` };
    }
    return installer.failure(`${stdout()}\n${prisoner.stderr()}`);
  } finally {
    await proxy.close();
  }
}

function fetchLimits(limits: Limits): JailLimits {
  return {
    ...limits,
    cpuSeconds: limits.fetchCpuSeconds,
    dataBytes: limits.fetchDataBytes,
    residentBytes: limits.fetchResidentBytes,
    processes: limits.fetchProcesses,
    fileBytes: limits.fetchFileBytes,
  };
}
