/**
 * The configuration that clients read as `mcpServers`, for one way to reach a server. Only what a registry's record says
 * plainly becomes a command: a plain package name, one exact version. No value of a variable is ever printed.
 */
import { slugSuffix } from '../../../catalog/slug.ts';
import type { Argument, PackageSpec, RemoteSpec } from '../../../catalog/model/server-json.ts';
import { visibleJson } from '../../../policy/visible-text.ts';
import { webLink } from '../text/web-link.ts';

export interface ClientConfig {
  /** The JSON to copy. */
  text: string;
  /** The package at the exact version that is started; absent for an address. */
  pinned?: string;
  /** Secrets in it that the record does not call required: registries often leave that out. */
  perhaps?: string[];
}

interface Runner {
  command: string;
  /** The package at one exact version, `undefined` where the record does not name both plainly. */
  pinned: (identifier: string, version: string | undefined) => string | undefined;
  args: (pinned: string, variables: readonly string[]) => string[];
}

/** One version: not a range, and not a tag that moves. */
const EXACT = /^v?\d[\w.+-]{0,99}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

const named = (name: RegExp) => (identifier: string, version: string | undefined) =>
  name.test(identifier) && version !== undefined && EXACT.test(version) ? `${identifier}@${version}` : undefined;

/** How a package of each kind is run at one exact version. */
const RUNNERS: Readonly<Record<string, Runner>> = {
  npm: {
    command: 'npx',
    pinned: named(/^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*$/i),
    args: (pinned) => ['-y', pinned],
  },
  pypi: { command: 'uvx', pinned: named(/^[a-z0-9](?:[\w.-]*[a-z0-9])?$/i), args: (pinned) => [pinned] },
  nuget: { command: 'dnx', pinned: named(/^[a-z0-9][\w.-]*$/i), args: (pinned) => [pinned, '--yes'] },
  oci: {
    command: 'docker',
    pinned: pinnedImage,
    args: (pinned, variables) => ['run', '-i', '--rm', ...variables.flatMap((name) => ['-e', name]), pinned],
  },
};

/** An image by its digest, or by a tag that is a version. */
function pinnedImage(identifier: string, version: string | undefined): string | undefined {
  const [, image, tag, digest] =
    /^([a-z0-9][\w./-]*(?::\d+\/[\w./-]+)?)(?::([\w.-]+))?(?:@(\S+))?$/i.exec(identifier) ?? [];
  if (image === undefined) return undefined;
  const sum = [version, digest].find((each) => each !== undefined && DIGEST.test(each));
  if (sum !== undefined) return `${image}@${sum}`;
  const exact = [tag, version].find((each) => each !== undefined && EXACT.test(each));
  return exact === undefined || digest !== undefined ? undefined : `${image}:${exact}`;
}

const MAX_ARGUMENTS = 20;

/**
 * How a client starts a package. `undefined` when the record does not say plainly what is to be started.
 *
 * @param server its slug
 * @param launched the version that was started here, when it was this package
 */
export function packageConfig(
  server: string,
  spec: PackageSpec,
  launched: string | undefined,
): ClientConfig | undefined {
  const runner = Object.hasOwn(RUNNERS, spec.registryType) ? RUNNERS[spec.registryType] : undefined;
  if (runner === undefined || spec.transport.type !== 'stdio' || spec.identifier.length > 300) return undefined;
  const pinned = runner.pinned(spec.identifier, launched ?? spec.version);
  if (pinned === undefined) return undefined;
  const asked = (spec.environmentVariables ?? []).filter(({ isRequired, isSecret }) => isRequired || isSecret);
  const names = asked.map(({ name }) => name);
  const perhaps = asked.flatMap(({ name, isRequired }) => (isRequired ? [] : [name]));
  const args = [
    ...runner.args(pinned, names),
    ...(spec.packageArguments ?? []).slice(0, MAX_ARGUMENTS).flatMap(argumentText),
  ];
  const env = Object.fromEntries(names.map((name) => [name, placeholder(name)]));
  return {
    text: configText(server, { command: runner.command, args, ...(names.length === 0 ? {} : { env }) }),
    pinned,
    ...(perhaps.length === 0 ? {} : { perhaps }),
  };
}

/** How a client reaches a remote address. */
export function remoteConfig(server: string, { type, url }: RemoteSpec): ClientConfig | undefined {
  const link = webLink(url);
  const kind = type === 'streamable-http' ? 'http' : type === 'sse' ? 'sse' : undefined;
  if (kind === undefined || link === undefined || /[{}]|%7b/i.test(link)) return undefined;
  const { username, password } = new URL(link);
  return username + password === '' ? { text: configText(server, { type: kind, url: link }) } : undefined;
}

/** What a package must be given; an argument that is optional and has no fixed value is left out. */
function argumentText(argument: Argument): string[] {
  const { value, isRequired, isSecret } = argument;
  const fixed = value !== undefined && !isSecret && !/[{}]/.test(value) ? value : undefined;
  const wanted = placeholder(argument.valueHint ?? (argument.type === 'named' ? argument.name : 'argument'));
  if (argument.type === 'positional') return fixed !== undefined ? [fixed] : isRequired ? [wanted] : [];
  if (fixed !== undefined) return [argument.name, fixed];
  if (!isRequired) return [];
  const { valueHint, choices } = argument;
  const flag = !isSecret && [value, valueHint, choices, argument.placeholder].every((each) => each === undefined);
  return flag ? [argument.name] : [argument.name, wanted];
}

const placeholder = (name: string): string => `<your ${name.slice(0, 100)}>`;

function configText(server: string, entry: object): string {
  return visibleJson(JSON.stringify({ mcpServers: { [keyOf(server)]: entry } }, undefined, 2));
}

/** What clients take as a key, so short that there is room for the names of tools behind it. */
const KEY = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** The key of a server in a client's list: its slug, since another server with the same key would overwrite it there. */
function keyOf(slug: string): string {
  if (KEY.test(slug)) return slug;
  const readable = slug
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 31)
    .replace(/^-|-$/g, '');
  return `${readable || 'server'}-${slugSuffix(slug)}`;
}
