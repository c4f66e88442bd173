import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, resolve } from 'node:path';
import process from 'node:process';
import { Rejected } from '../../../catalog/errors.ts';
import { pageOf } from '../listed-record.ts';
import type { ReadRecord } from '../read-record.ts';
import type { Registry, RegistryContext, RegistryDescriptor } from '../registry.ts';
import { configFiles, type ConfigFile } from './config-files.ts';
import { readConfig } from './read-config.ts';
import { toRecord } from './to-record.ts';

/** The servers that the user's own clients are configured with. */
export const clientConfigRegistry: RegistryDescriptor = {
  id: 'client-config',
  title: 'Client configuration files',
  homepage: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  lists:
    'The servers that Claude Desktop, Claude Code, Cursor, VS Code, Codex and Gemini CLI of one user are set up with.',
  declaresTools: false,
  terms: {
    text: 'The files are the user’s own; only names of packages, hosts and variables are taken from them, no values.',
    url: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  },
  baseNote: 'files of the machine that the crawl runs on',
  keys: [],
  incremental: false,
  open: clientConfig,
};

/** Reads the given files, or those that the clients of this user have. */
function clientConfig({ sources, env }: RegistryContext): Registry {
  const files = sources.length > 0 ? sources.map(givenFile) : defaultFiles(env);
  // The catalogue need not know where its operator keeps things.
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  return {
    id: 'client-config',
    base: `files ${hash}`,
    incremental: false,
    async *list({ signal }) {
      const records: ReadRecord[] = [];
      let found = 0;
      for (const file of files) {
        signal.throwIfAborted();
        const text = await readFile(file.path, 'utf8').catch((cause: unknown) => {
          if (sources.length > 0) throw new Rejected(`cannot read ${file.path}`, { cause });
        });
        if (text === undefined) continue;
        found += 1;
        records.push(...recordsOf(file, text));
      }
      if (found === 0) {
        throw new Rejected('no client of this user has a configuration file', {
          hint: 'Name one with --client-config.',
        });
      }
      yield pageOf(onceEach(records));
    },
  };
}

function recordsOf({ client, path }: ConfigFile, text: string): ReadRecord[] {
  const config = readConfig(text, extname(path).toLowerCase() === '.toml' ? 'toml' : 'json');
  if (config === undefined)
    return [{ refused: [{ label: client, reason: 'its file cannot be read as JSON or TOML' }] }];
  return [
    ...config.servers.map((server) => toRecord(server, `${client}: ${server.label}`)),
    ...config.refused.map(({ label, reason }) => ({ refused: [{ label: `${client}: ${label}`, reason }] })),
  ];
}

/** One entry per package or remote, however many clients have it; they may start it in different ways. */
function onceEach(records: readonly ReadRecord[]): ReadRecord[] {
  const seen = new Set<string>();
  return records.filter(({ entry }) => {
    if (entry === undefined) return true;
    const known = seen.has(entry.nativeId);
    seen.add(entry.nativeId);
    return !known;
  });
}

function givenFile(source: string): ConfigFile {
  const path = resolve(source);
  return { client: basename(path), path };
}

function defaultFiles(env: NodeJS.ProcessEnv): ConfigFile[] {
  const { APPDATA: appData, XDG_CONFIG_HOME: configHome, HOME, USERPROFILE } = env;
  return configFiles({ platform: process.platform, home: HOME ?? USERPROFILE ?? homedir(), appData, configHome });
}
