import type { StartedPackage } from './started-package.ts';

/** What a bridge speaks to on the other side. */
export interface BridgedRemote {
  url: string;
  transport: 'sse' | undefined;
}

/**
 * Packages that are no servers but stand between a client and a remote one, whose address is among their arguments. Known by
 * name, as the programs that start packages are: nothing else says what they do. Beside each, the word that asks for SSE.
 */
const BRIDGES: Record<string, readonly string[]> = {
  'npm:mcp-remote': ['sse-only'],
  'npm:supergateway': ['--sse'],
  'pypi:mcp-proxy': ['sse'],
};

/**
 * The remote behind a bridge.
 *
 * @returns 'unclear' for a bridge with no address or several; `undefined` for a package that is none
 */
export function bridgedRemote({
  registryType,
  identifier,
  arguments: words,
}: StartedPackage): BridgedRemote | 'unclear' | undefined {
  const key = `${registryType}:${identifier.toLowerCase().replaceAll('_', '-')}`;
  const sse = Object.hasOwn(BRIDGES, key) ? BRIDGES[key] : undefined;
  if (sse === undefined) return undefined;
  const urls = words.filter((word) => /^https?:\/\//i.test(word));
  if (urls.length !== 1) return 'unclear';
  return { url: urls[0]!, transport: words.some((word) => sse.includes(word)) ? 'sse' : undefined };
}
