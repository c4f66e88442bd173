import { Sha256 } from '../../../catalog/model/launch-reference.ts';
import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { shown, startOf, type PlannedWay } from './planned-way.ts';
import { webAddressProblem } from './web-address-problem.ts';

/** A bundle at an https address, with the hash that the record states. */
export function planMcpb(spec: PackageSpec): PlannedWay {
  const problem = webAddressProblem(spec.identifier);
  if (problem !== undefined) return { problem };
  const sha256 = spec.fileSha256?.toLowerCase();
  if (!Sha256.optional().safeParse(sha256).success) {
    return { problem: `${shown(sha256 ?? '')} is no SHA-256 of a file.` };
  }
  const { identifier, version = 'latest' } = spec;
  return { plan: { kind: 'mcpb', identifier, version, sha256, ...startOf(spec) } };
}
