import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { shown, startOf, type PlannedWay } from './planned-way.ts';

/** Where images without a registry in their name come from, as Docker has it. */
const DEFAULT_REGISTRY = 'docker.io';
/** Parts of a reference: https://github.com/distribution/reference/blob/main/reference.go */
const REGISTRY = /^(?:localhost|[a-z0-9.-]+)(?::\d{1,5})?$/;
const PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const REPOSITORY_LENGTH = 255;

/** An image of a registry that speaks the OCI distribution API, by tag or digest. */
export function planOci(spec: PackageSpec): PlannedWay {
  const refused = { problem: `${shown(spec.identifier)} is no reference of an image.` };
  if (spec.identifier.length > 2 * REPOSITORY_LENGTH) return refused;
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
  const repository = parts.join('/');
  const version = digest ?? tag ?? spec.version ?? 'latest';
  const sound =
    REGISTRY.test(registry) &&
    URL.canParse(`https://${registry}/`) &&
    repository.length <= REPOSITORY_LENGTH &&
    parts.every((part) => PART.test(part)) &&
    (TAG.test(version) || DIGEST.test(version));
  if (!sound) return refused;
  return { plan: { kind: 'oci', identifier: `${registry}/${repository}`, version, ...startOf(spec) } };
}
