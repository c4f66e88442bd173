import { isPublicAddress, literalAddress } from '../../http/address-guard.ts';
import { readListed } from '../listed-record.ts';
import { ownName } from '../own-name.ts';
import type { ReadRecord } from '../read-record.ts';
import { bridgedRemote } from './bridges.ts';
import { elsewhereVariable } from './elsewhere-variables.ts';
import type { ConfiguredServer } from './read-config.ts';
import { startedPackage, type StartedPackage } from './started-package.ts';

const ID = 'client-config';

/**
 * Turns a configured server into a record of what it is: a package or a remote. Values of variables, arguments, headers and
 * queries stay behind, since any of them can be a secret or say something of the user; only names go along, and the record is
 * private: which packages and hosts somebody uses is nobody else's business either.
 *
 * @param where the client and the user's label, for a refusal
 * @param scopes those of npm that are taken from a registry of their own; `undefined` when npm could not be asked
 */
export function toRecord(server: ConfiguredServer, where: string, scopes: ReadonlySet<string> | undefined): ReadRecord {
  const refuse = (reason: string): ReadRecord => ({ refused: [{ label: where, reason }] });
  if (server.command !== undefined) {
    const started = startedPackage(server.command, server.arguments);
    if ('reason' in started) return refuse(started.reason);
    const elsewhere = placeOfItsOwn(started, server, scopes);
    if (elsewhere !== undefined) return refuse(elsewhere);
    const remote = bridgedRemote(started);
    if (remote === undefined) return ofPackage(started, server);
    if (remote === 'unclear') return refuse('starts a bridge to another server, and it is not clear to which');
    return ofAddress(remote.url, remote.transport, refuse);
  }
  if (server.url === undefined) return refuse('names neither a command nor an address');
  return ofAddress(server.url, server.transport, refuse);
}

/** Why the package is not the one that others find under this name, if so. */
function placeOfItsOwn(
  { registryType, identifier }: StartedPackage,
  { environment }: ConfiguredServer,
  scopes: ReadonlySet<string> | undefined,
): string | undefined {
  const variable = elsewhereVariable(registryType, environment);
  if (variable !== undefined) {
    const shown = /^\w{1,60}/.exec(variable)?.[0] ?? '';
    return `takes its package from a place of its own (the variable ${shown})`;
  }
  const [scope, name] = identifier.toLowerCase().split('/');
  if (registryType !== 'npm' || name === undefined) return undefined;
  if (scopes === undefined) return 'is in a scope of npm, and npm, which says where it comes from, could not be asked';
  return scopes.has(scope!)
    ? 'takes its package from a place of its own (npm’s configuration for its scope)'
    : undefined;
}

function ofAddress(address: string, transport: string | undefined, refuse: (reason: string) => ReadRecord): ReadRecord {
  const url = publicUrl(address);
  return 'reason' in url ? refuse(url.reason) : ofRemote(url.url, transport);
}

function ofPackage(started: StartedPackage, { environment }: ConfiguredServer): ReadRecord {
  const { registryType, identifier, version } = started;
  const names = [...new Set([...environment, ...started.environment])].filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const spec = {
    registryType,
    identifier,
    version,
    transport: { type: 'stdio' },
    packageArguments: started.arguments.flatMap((word, i) => argument(word, i)),
    // Whether it is a secret is not said; what is in such a file mostly is.
    environmentVariables: names.sort().map((name) => ({ name, isRequired: true, isSecret: true })),
  };
  const nativeId = `${registryType}:${identifier}`;
  const named = { name: ownName(ID, registryType, identifier), packages: [spec] };
  return readListed({ nativeId, server: named, visibility: 'private' });
}

function ofRemote(url: URL, transport: string | undefined): ReadRecord {
  const type = transport?.toLowerCase() === 'sse' ? 'sse' : 'streamable-http';
  const name = ownName(ID, 'remote', `${url.host}${url.pathname.replace(/\/$/, '')}`);
  return readListed({
    nativeId: url.href,
    server: { name, remotes: [{ type, url: url.href }] },
    visibility: 'private',
  });
}

/** Words that choose how a server runs, as opposed to what it is given. */
const MODES = new Set(['stdio', 'mcp', 'serve', 'server', 'start', 'run', '--stdio']);

/** An argument without what it holds: the name of a flag, or that there is something. */
function argument(word: string, position: number): object[] {
  if (MODES.has(word)) return [{ type: 'positional', value: word }];
  // A single dash may have its value glued to the letter.
  const [, flag = ''] = /^(-[A-Za-z]|--[A-Za-z][A-Za-z0-9_-]{0,40})(?:=.*)?$/s.exec(word) ?? [];
  if (flag !== '' && !LOOKS_SECRET.test(flag.replace(/^-+/, ''))) return [{ type: 'named', name: flag }];
  return [{ type: 'positional', valueHint: `value ${position + 1}` }];
}

/** What is long and mixes letters and digits is taken for a key, wherever it stands. */
const LOOKS_SECRET = /^(?=[^/]*\d)(?=[^/]*[A-Za-z])[\w.~%+=-]{20,}$/;

/** Host and path of an address that others can reach too, without anything that may be a secret. */
function publicUrl(text: string): { url: URL } | { reason: string } {
  if (!URL.canParse(text)) return { reason: 'its address is no URL' };
  if (/[{}]|%7b/i.test(text)) return { reason: 'its address depends on a value that only the user has' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { reason: 'its address is neither http nor https' };
  const address = literalAddress(url);
  const local = address === undefined ? /^localhost\.?$|^[^.]+$|\.(local|internal|lan|home\.arpa)$/ : undefined;
  if (local?.test(url.hostname) === true || (address !== undefined && !isPublicAddress(address))) {
    return { reason: 'is reached at an address of this machine or of the network around it' };
  }
  if (url.pathname.split('/').some((part) => LOOKS_SECRET.test(part))) {
    return { reason: 'its address holds what looks like a key' };
  }
  return { url: new URL(url.pathname, url.origin) };
}
