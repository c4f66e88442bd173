/**
 * What the catalogue knows of how a server is reached, fixed and owned. Each value is true, false or unknown: nothing is
 * guessed, so that a server of which only the tools are known falls under no pattern by its posture.
 */
import type { PackageSpec } from '../../catalog/model/server-json.ts';
import type { ServerView } from '../../catalog/store/reader.ts';
import type { Truth } from '../../policy/truth.ts';

/** Each posture with its meaning, for a sentence "the server …". */
export const POSTURE_TABLE = {
  remote: 'is reached at an address of its publisher',
  'shared-remote': 'is one address that all of its users share',
  'remote-only': 'has nothing but a remote address, so that a client which speaks only stdio needs a bridge program',
  'local-http': 'listens on a port of the user’s own machine',
  'no-login': 'listed its tools at its public address without a login',
  oauth: 'names an authorization server where users log in',
  unpinned: 'is not named by one fixed version of its code',
  'unproven-name': 'has a name whose owner is not known to have published it',
  'package-mismatch': 'is listed with a package that says it belongs to another server',
  'record-arguments': 'is started with command-line arguments that a registry’s record states',
  instructions: 'sends the model instructions of its own when it connects',
} as const;
export type Posture = keyof typeof POSTURE_TABLE;
export const POSTURES = Object.keys(POSTURE_TABLE) as Posture[];

export type Postures = Readonly<Record<Posture, Truth>>;

/** A version that names one thing and no other: digits, and what semantic versions put behind them. */
const EXACT = /^v?\d+(?:\.\d+){0,3}(?:[-+.][0-9A-Za-z.+-]*)?$/;
/** An image by digest, or by a tag that is a version. */
const FIXED_IMAGE = /(?:@sha256:[0-9a-f]{64}|:v?\d[\w.-]*)$/;

/** The postures of a server, from its records, its launches and the check of its packages. */
export function posturesOf({
  packages,
  remotes,
  launches,
  lastGood,
  outcome,
  identity,
  entries,
  tools,
}: ServerView): Postures {
  const ways = packages.length + remotes.length;
  const reached = (holds: boolean): Truth => (ways === 0 ? 'unknown' : holds);
  const opensPort = [...launches, ...(lastGood === undefined ? [] : [lastGood])].some(
    ({ report: { profile, way } }) =>
      way?.kind !== 'remote' && profile?.transport !== undefined && profile.transport !== 'stdio',
  );
  const listedOpenly = tools.some(({ source }) => source === 'live-remote');
  return {
    remote: reached(remotes.length > 0),
    'shared-remote': reached(remotes.some(({ url }) => !url.includes('{'))),
    'remote-only': reached(remotes.length > 0 && packages.length === 0),
    'local-http': packages.length === 0 ? unknownUnless(opensPort) : opensPort || packages.some(listens),
    'no-login': listedOpenly ? true : outcome?.code === 'auth-required' ? false : 'unknown',
    oauth: unknownUnless(launches.some(({ report }) => report.authorization !== undefined)),
    unpinned: reached(packages.length === 0 || !packages.every(isFixed)),
    'unproven-name': entries.length === 0 ? 'unknown' : !identity.nameProven,
    'package-mismatch':
      identity.ownership.length === 0 ? 'unknown' : identity.ownership.some(({ status }) => status === 'mismatch'),
    'record-arguments': reached(packages.some(({ packageArguments = [] }) => packageArguments.length > 0)),
    instructions: lastGood === undefined ? 'unknown' : (lastGood.report.instructions ?? '').trim() !== '',
  };
}

/** What would be seen when it holds; when it is not seen, nothing follows. */
const unknownUnless = (seen: boolean): Truth => (seen ? true : 'unknown');

const listens = ({ transport }: PackageSpec): boolean => transport.type !== 'stdio';

function isFixed({ registryType, identifier, version, fileSha256 }: PackageSpec): boolean {
  if (registryType === 'mcpb') return fileSha256 !== undefined;
  if (registryType === 'oci' && FIXED_IMAGE.test(identifier)) return true;
  return version !== undefined && EXACT.test(version);
}
