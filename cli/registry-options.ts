/** Which registries a command lists, and how they are opened. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { Rejected } from '../catalog/errors.ts';
import type { HttpClient } from '../crawler/http/http-client.ts';
import { politenessFor, LOOPBACK } from '../crawler/http/politeness.ts';
import { fileRegistry } from '../crawler/registries/file/index.ts';
import { REGISTRIES, REGISTRY_IDS, type RegistryId } from '../crawler/registries/index.ts';
import { openRegistry } from '../crawler/registries/open-registry.ts';
import type { Registry } from '../crawler/registries/registry.ts';
import { line, type Io } from './io.ts';
import { openHttp } from './open-http.ts';

export const registryOption = () => new Option('--registry <id...>', 'registry to list').choices(REGISTRY_IDS);
export const baseUrlOption = () =>
  new Option('--base-url <url...>', 'address of the registry, for a mirror of it; <id>=<url> with several').argParser(
    collectBase,
  );
export const clientConfigOption = () =>
  new Option(
    '--client-config <file...>',
    'configuration file of a client to read servers from (--registry client-config)',
  );
export const serverCardOption = () =>
  new Option('--server-card <url...>', 'host whose server card is read (--registry well-known)');
export const bundleOption = () =>
  new Option('--bundle <file...>', 'MCPB bundle, file or address, whose manifest is read (--registry mcpb)');
export const publishClientConfigOption = () =>
  new Option(
    '--publish-client-config',
    'publish of the configuration files what other registries list too: the package or the address, nothing else',
  ).default(false);
export const acceptWithdrawalsOption = () =>
  new Option(
    '--accept-withdrawals <registry...>',
    'what the listing of this registry came without is gone, however much it is',
  );

/** An address, and the registry that it is meant for if that is said. */
interface GivenBase {
  id?: string;
  url: string;
}

function collectBase(text: string, before: GivenBase[] | undefined = []): GivenBase[] {
  const [, id, url = ''] = /^(?:([a-z][a-z0-9-]*)=)?(.*)$/s.exec(text) ?? [];
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new InvalidArgumentError('Expected an http(s) URL.');
  return [...before, { ...(id === undefined ? {} : { id }), url }];
}

export interface RegistryChoice {
  from?: string[] | undefined;
  registry?: RegistryId[] | undefined;
  baseUrl?: GivenBase[] | undefined;
  clientConfig?: string[] | undefined;
  serverCard?: string[] | undefined;
  bundle?: string[] | undefined;
  publishClientConfig?: boolean | undefined;
  contact?: string | undefined;
  allowPrivate: boolean;
  quiet?: boolean | undefined;
}

/** Whether anything is to be listed. */
export const listsAny = ({ from, registry, clientConfig, serverCard, bundle }: RegistryChoice): boolean =>
  [from, registry, clientConfig, serverCard, bundle].some((list = []) => list.length > 0);

/**
 * Opens what was chosen, files first. The client belongs to the caller, who closes it.
 *
 * @throws Rejected for a base that is of no chosen registry, and for what {@link openRegistry} refuses
 */
export async function openRegistries(
  io: Io,
  choice: RegistryChoice,
): Promise<{ http: HttpClient; registries: Registry[] }> {
  const {
    from = [],
    registry = [],
    baseUrl = [],
    clientConfig,
    serverCard,
    bundle,
    contact,
    allowPrivate,
    quiet,
  } = choice;
  const sources: Partial<Record<RegistryId, string[]>> = {
    'client-config': clientConfig,
    'well-known': serverCard,
    mcpb: bundle,
  };
  const named = REGISTRY_IDS.filter((id) => (sources[id] ?? []).length > 0);
  const ids = [...new Set([...registry, ...named])];
  const bases = basesOf(ids, baseUrl);
  const http = openHttp(io, { contact, allowPrivate });
  try {
    const asked = ids.map((id) =>
      openRegistry(REGISTRIES[id], {
        http,
        env: io.env,
        base: bases.get(id),
        sources: sources[id],
        sourcesOnly: !registry.includes(id),
        publish: id === 'client-config' && choice.publishClientConfig === true,
      }),
    );
    const opened = await Promise.all(asked);
    if (contact === undefined && quiet !== true && opened.some(isPublic)) line(io.stderr, ADVICE);
    return { http, registries: [...from.map(fileRegistry), ...opened] };
  } catch (error) {
    await http.close();
    throw error;
  }
}

const ADVICE =
  'advice: with --contact, registries and servers can write to you when something is wrong with this crawl';

/** Whether others than this machine are asked. */
const isPublic = ({ base }: Registry): boolean =>
  /^https?:/.test(base) && politenessFor(new URL(base).hostname).rule !== LOOPBACK.rule;

function basesOf(ids: readonly RegistryId[], given: readonly GivenBase[]): Map<string, string> {
  const bases = new Map<string, string>();
  for (const { id = ids.length === 1 ? ids[0] : undefined, url } of given) {
    if (id === undefined || bases.has(id)) {
      throw new Rejected('--base-url is the address of one registry', {
        hint: 'Give exactly one --registry with it, or <id>=<url> for each.',
      });
    }
    if (!ids.some((known) => known === id)) {
      throw new Rejected(`--base-url names ${id}, which is not listed`, { hint: `Add --registry ${id}.` });
    }
    bases.set(id, url);
  }
  return bases;
}
