import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, resolve } from 'node:path';
import process from 'node:process';
import { Rejected } from '../../../catalog/errors.ts';
import { readPrivateScopes } from '../../launch/npm-scopes.ts';
import { pageOf } from '../listed-record.ts';
import type { ReadRecord } from '../read-record.ts';
import type { KnownServers, OpenedRegistry, RegistryContext, RegistryDescriptor } from '../registry.ts';
import { configFiles, type ConfigFile } from './config-files.ts';
import { publicRecord } from './public-record.ts';
import { readConfig, type ReadConfig } from './read-config.ts';
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
    text: 'The files are the user’s own: what is taken from them stays private, and values are not taken at all.',
    url: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  },
  baseNote: 'files of the machine that the crawl runs on',
  keys: [],
  incremental: false,
  private: true,
  open: clientConfig,
};

/** Reads the given files, or those that the clients of this user have. Only the latter are all that there is. */
function clientConfig({ sources, publish, env }: RegistryContext): OpenedRegistry {
  const files = sources.length > 0 ? sources.map(givenFile) : defaultFiles(env);
  // The catalogue need not know where its operator keeps things.
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  return {
    base: `files ${hash}`,
    async *list({ known, signal }) {
      const records: ReadRecord[] = [];
      let found = 0;
      let partial = sources.length > 0;
      for (const file of files) {
        signal.throwIfAborted();
        const text = await readText(file.path);
        if (text instanceof Error) {
          if (sources.length > 0) throw new Rejected(`cannot read ${file.path}`, { cause: text });
          // A client that is not there has no servers; a file that cannot be read may have any.
          if (!isMissing(text)) records.push(refusalOf(file, 'its file cannot be opened'));
          partial ||= !isMissing(text);
          continue;
        }
        found += 1;
        const config = readConfig(text, extname(file.path).toLowerCase() === '.toml' ? 'toml' : 'json');
        partial ||= config === undefined || config.refused.length > 0;
        records.push(...(await recordsOf(file, config, env)));
      }
      if (found === 0) {
        throw new Rejected('no client of this user has a configuration file', {
          hint: 'Name one with --client-config.',
        });
      }
      const listed = onceEach(records).map((record) => (publish ? published(record, known) : record));
      yield { ...pageOf(listed), partial };
    },
  };
}

/** What others list may be published; what nobody else lists stays private, whoever asks for it. */
function published(record: ReadRecord, known: KnownServers | undefined): ReadRecord {
  const { entry } = record;
  return entry === undefined || known?.listsElsewhere(entry.server) !== true
    ? record
    : { ...record, entry: publicRecord(entry) };
}

const readText = (path: string): Promise<string | Error> => readFile(path, 'utf8').catch((error: Error) => error);
const isMissing = (error: Error) => 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
const refusalOf = ({ client }: ConfigFile, reason: string): ReadRecord => ({ refused: [{ label: client, reason }] });

async function recordsOf(
  file: ConfigFile,
  config: ReadConfig | undefined,
  env: NodeJS.ProcessEnv,
): Promise<ReadRecord[]> {
  const { client } = file;
  if (config === undefined) return [refusalOf(file, 'its file cannot be read as JSON or TOML')];
  // npm takes a moment to answer, and only says something of scopes.
  const scoped = config.servers.some(({ arguments: words }) => words.some((word) => word.includes('@')));
  const scopes = scoped ? await readPrivateScopes(env, dirname(file.path)).catch(() => undefined) : undefined;
  return [
    ...config.servers.map((server) => toRecord(server, `${client}: ${server.label}`, scopes)),
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
