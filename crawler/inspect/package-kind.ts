import { named } from '../classify/detections/named-list.ts';

/** Package registries by the words of server.json. */
const KNOWN: ReadonlySet<string> = new Set(['npm', 'pypi', 'oci', 'nuget', 'mcpb', 'cargo']);

/** What a package is called in a sentence of ours: the type is text of a record, and may be anything. */
export const packageKind = (registryType: string): string =>
  `${KNOWN.has(registryType) ? registryType : named(registryType)} package`;
