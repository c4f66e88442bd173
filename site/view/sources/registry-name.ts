import type { ServerView } from '../../../catalog/store/reader.ts';
import { sourceUrl } from '../../links.ts';

/** What a registry without a description of its own is called: only files have none. */
export const OWN_FILE = 'A file of the operator';

/** A registry as a reader knows it. */
export interface RegistryName {
  title: string;
  /** Of its section on the page of sources, where it has one for certain. */
  url?: string;
}

/** How a registry is called on the pages of a server. */
export function registryName(registry: string, registries: ServerView['registries']): RegistryName {
  if (!Object.hasOwn(registries, registry)) return { title: OWN_FILE };
  const about = registries[registry]!;
  // What only the operator reads has a section only while something of it is published.
  return { title: about.title, ...(about.private === true ? {} : { url: sourceUrl(registry) }) };
}
