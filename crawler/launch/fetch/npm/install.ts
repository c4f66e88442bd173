import { chown, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FetchFailure } from '../fetch-failure.ts';
import type { JailPaths } from '../../jail/jail.ts';
import { runInstaller, type InstallContext } from '../run-installer.ts';
import { installFailure } from './install-failures.ts';
import type { ResolvedPackage } from './resolve.ts';

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
  const { npm, uid } = context;
  await mkdir(tree);
  await writeFile(
    path.join(tree, 'package.json'),
    JSON.stringify({ name: 'launch', private: true, dependencies: { [name]: version } }),
  );
  if (uid !== undefined) await chown(tree, uid, uid);
  const installer = {
    mounts: [
      { source: tree, target: '/out', writable: true },
      { source: context.cacheDir, target: '/cache', writable: true },
    ],
    registries: [npm.registry],
    command: ({ runtime, home, at }: JailPaths) => ({
      argv: [`${runtime}/pnpm`, ...pnpmArguments(npm.registry, at('/cache'), `${home}/state`)],
      cwd: at('/out'),
      environment: {
        // pnpm asks git about git dependencies; it shall fail at once, without a sandbox too.
        GIT_ALLOW_PROTOCOL: 'none',
        // The variables by which pnpm learns of certificate authorities that are not built in.
        NODE_EXTRA_CA_CERTS: `${runtime}/ca.pem`,
        SSL_CERT_FILE: `${runtime}/ca.pem`,
      },
    }),
    failure: installFailure,
  };
  return runInstaller(context, installer, itemDir, signal);
}

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
