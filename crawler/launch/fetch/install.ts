import { chown, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Jail, JailLimits } from '../jail/jail.ts';
import { keepEnds } from '../jail/stderr-buffer.ts';
import type { Limits } from '../limits.ts';
import type { NpmConfig } from '../npm-config.ts';
import { startEgressProxy } from './egress-proxy.ts';
import { installFailure } from './install-failures.ts';
import type { FetchFailure, ResolvedPackage } from './resolve.ts';

/** What an installation needs; the same for all servers of a run. */
export interface InstallContext {
  jail: Jail;
  npm: NpmConfig;
  limits: Limits;
  /** Directory of pnpm's store, shared by all fetches and writable for the jail's user. */
  cacheDir: string;
  /** The jail's user when it is not ours. */
  uid: number | undefined;
}

/**
 * Installs one version with pnpm in the jail, whose only way out is the egress proxy.
 *
 * @param tree directory to create, with the `node_modules` in it
 * @returns why it failed, or `undefined`
 * @throws what `signal` was aborted with; SandboxFailed
 */
export async function install(
  context: InstallContext,
  { name, version }: ResolvedPackage,
  itemDir: string,
  tree: string,
  signal: AbortSignal,
): Promise<FetchFailure | undefined> {
  const { jail, npm, limits, uid } = context;
  await mkdir(tree);
  await writeFile(
    path.join(tree, 'package.json'),
    JSON.stringify({ name: 'launch', private: true, dependencies: { [name]: version } }),
  );
  if (uid !== undefined) await chown(tree, uid, uid);
  const socket = path.join(itemDir, 'egress.sock');
  const proxy = await startEgressProxy({
    socket,
    uid,
    npm,
    maxBytes: limits.downloadBytes,
    maxConnections: limits.connections,
    idleMs: limits.fetchMs,
  });
  try {
    const prisoner = await jail.start({
      mounts: [
        { source: tree, target: '/out', writable: true },
        { source: context.cacheDir, target: '/cache', writable: true },
        { source: socket, target: '/run/egress.sock', writable: true },
      ],
      limits: fetchLimits(limits),
      command: ({ runtime, home, at }) => ({
        argv: [
          `${runtime}/node`,
          `${runtime}/bridge.mjs`,
          at('/run/egress.sock'),
          `${runtime}/pnpm`,
          ...pnpmArguments(npm.registry, at('/cache'), `${home}/state`),
        ],
        cwd: at('/out'),
        // The variable by which pnpm learns of certificate authorities that are not built in.
        environment: {
          // pnpm asks git about git dependencies; it shall fail at once, without a sandbox too.
          GIT_ALLOW_PROTOCOL: 'none',
          NODE_EXTRA_CA_CERTS: `${runtime}/ca.pem`,
          SSL_CERT_FILE: `${runtime}/ca.pem`,
        },
      }),
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
      const detail = `The installation asked for something outside the npm registry, which is not allowed: ${elsewhere}`;
      return { code: 'install-failed', detail };
    }
    if (timedOut) return { code: 'fetch-timed-out', detail: `The installation took longer than ${limits.fetchMs} ms.` };
    if (ending.exceeded === 'written') {
      return { code: 'too-large', detail: `Its installation writes more than ${limits.writtenBytes} bytes.` };
    }
    if (ending.exceeded !== undefined) {
      return { code: 'install-failed', detail: `The installation used more ${ending.exceeded} than its limit.` };
    }
    return installFailure(`${stdout()}\n${prisoner.stderr()}`);
  } finally {
    await proxy.close();
  }
}

/** The sandbox could not be built; says nothing about the package. */
export class SandboxFailed extends Error {}

/** pnpm 12; each option is there for the reason beside it. */
function pnpmArguments(registry: URL, cache: string, state: string): string[] {
  return [
    'install',
    '--prod',
    '--ignore-scripts',
    '--ignore-pnpmfile',
    '--ignore-workspace',
    // Packages may ask for a Node.js of their own, which would be downloaded from elsewhere.
    '--no-runtime',
    // In CI mode, which the jail's environment asks for, pnpm insists on a lockfile that is already there.
    '--no-frozen-lockfile',
    // A plain tree that works under any path, copied so that no two trees share a file.
    '--node-linker=hoisted',
    '--config.package-import-method=copy',
    // Git and URL dependencies are refused at resolution.
    '--config.block-exotic-subdeps=true',
    // A crawl wants the version that is published now; pnpm's default waits for a day.
    '--config.minimum-release-age=0',
    // A package that refuses our Node.js shall say so itself when it starts.
    '--config.engine-strict=false',
    '--config.fetch-retries=2',
    '--config.fetch-retry-mintimeout=500',
    '--config.fetch-retry-maxtimeout=5000',
    // Each request in flight is a connection of its own through the proxy; pnpm's default of 64 and more is impolite.
    '--network-concurrency=12',
    `--registry=${registry.href}`,
    '--http-proxy=http://127.0.0.1:{port}',
    '--https-proxy=http://127.0.0.1:{port}',
    '--no-proxy=',
    `--store-dir=${cache}/store`,
    `--config.cache-dir=${cache}/metadata`,
    `--state-dir=${state}`,
    '--reporter=append-only',
  ];
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
