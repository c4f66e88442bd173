import { OciName, OciVersion } from '../../../catalog/model/launch-reference.ts';
import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { shown, startOf, type PlannedWay } from './planned-way.ts';

/** Where images without a registry in their name come from, as Docker has it. */
const DEFAULT_REGISTRY = 'docker.io';
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Longer than any name that is one; what is cut out of it is checked by itself. */
const REFERENCE_LENGTH = 510;

/** An image of a registry that speaks the OCI distribution API, by tag or digest. */
export function planOci(spec: PackageSpec): PlannedWay {
  const refused = { problem: `${shown(spec.identifier)} is no reference of an image.` };
  if (spec.identifier.length > REFERENCE_LENGTH) return refused;
  const [named, digest, more] = spec.identifier.split('@');
  if (named === undefined || more !== undefined || (digest !== undefined && !DIGEST.test(digest))) return refused;
  const parts = named.split('/');
  // As Docker reads it: a first part with a dot or a port is a registry.
  const first = parts[0]!;
  const registry = parts.length > 1 && /[.:]|^localhost$/.test(first) ? parts.shift()! : DEFAULT_REGISTRY;
  const [last, tag, another] = parts.pop()!.split(':');
  if (another !== undefined) return refused;
  parts.push(last!);
  if (registry === DEFAULT_REGISTRY && parts.length === 1) parts.unshift('library');
  const identifier = `${registry}/${parts.join('/')}`;
  const version = digest ?? tag ?? spec.version ?? 'latest';
  if (!OciName.safeParse(identifier).success || !OciVersion.safeParse(version).success) return refused;
  return { plan: { kind: 'oci', identifier, version, ...startOf(spec) } };
}
