import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { startNpmRegistry, type NpmRegistry, type PublishedPackage } from '../npm-registry.ts';
import { startToolgate, type Ending, type ToolgateProcess } from './toolgate-process.ts';

/** A server of the registry file: its name in the registry, and the npm package behind it. */
export interface ListedServer {
  name: string;
  identifier: string;
  version?: string;
}

/**
 * A machine as far as Toolgate sees one: a folder of its own for everything that it writes, temporary files and package
 * cache included, and an npm that is configured for a local registry.
 */
export interface CrawlMachine {
  folder: string;
  npm: NpmRegistry;
  env: NodeJS.ProcessEnv;
  /** A path inside the folder. */
  at(...parts: string[]): string;
  /** Writes a file of server.json records and returns its path. */
  list(servers: readonly ListedServer[]): string;
  start(...args: string[]): ToolgateProcess;
  /** Runs a command to its end. */
  run(...args: string[]): Promise<Ending>;
  close(): Promise<void>;
}

/** Variables of whoever runs the tests that must not reach the program under test. */
const FOREIGN = /^(npm_|vitest|node_(?!extra)|.*_proxy$|toolgate_|xdg_|test$)/i;

/** Sets up a machine with these packages in its npm registry. */
export async function crawlMachine(packages: PublishedPackage[] = []): Promise<CrawlMachine> {
  const npm = await startNpmRegistry({ packages });
  const folder = mkdtempSync(path.join(tmpdir(), 'toolgate-e2e-'));
  const at = (...parts: string[]) => path.join(folder, ...parts);
  for (const name of ['tmp', 'cache', 'home']) mkdirSync(at(name));
  // mkdtemp makes it for us alone, but the sandbox's user has to pass through.
  for (const dir of [folder, at('tmp'), at('cache')]) chmodSync(dir, 0o711);
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
    npm_config_registry: npm.url.href,
    HOME: at('home'),
    TMPDIR: at('tmp'),
    TOOLGATE_CACHE_DIR: at('cache'),
  };
  const start: CrawlMachine['start'] = (...args) => startToolgate(args, env);
  return {
    folder,
    npm,
    env,
    at,
    list(servers) {
      writeFileSync(at('servers.json'), JSON.stringify({ servers: servers.map(serverJson) }));
      return at('servers.json');
    },
    start,
    run: (...args) => start(...args).ended,
    async close() {
      await npm.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serverJson({ name, identifier, version = '1.0.0' }: ListedServer) {
  const packages = [{ registryType: 'npm', identifier, version, transport: { type: 'stdio' } }];
  return { name, description: `Lists the tools of ${identifier}.`, version, packages };
}
