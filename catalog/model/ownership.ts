/** Whether a package says itself that it belongs to the server that a registry lists it under. */
import { z } from 'zod';

export const OwnershipCheck = z.object({
  registryType: z.string(),
  identifier: z.string(),
  status: z
    .enum(['verified', 'mismatch', 'unknown'])
    .describe(
      'verified: the package names this server (`mcpName` in package.json, `mcp-name:` in a README). mismatch: it names another one. unknown: it names none, nobody has fetched it yet, or no registry lists the server under an official name.',
    ),
  statedNames: z.array(z.string()).describe('The servers that the package names.'),
  version: z.string().optional().describe('The version that was looked at.'),
  checkedAt: z.string().optional().describe('RFC 3339. Absent when nobody has fetched the package yet.'),
});
export type OwnershipCheck = z.infer<typeof OwnershipCheck>;

/**
 * Compares what a package states with the names that a server is listed under; letter case does not count.
 *
 * @param names only names of the namespace that all registries share
 */
export function ownershipStatus(names: readonly string[], stated: readonly string[]): OwnershipCheck['status'] {
  if (names.length === 0 || stated.length === 0) return 'unknown';
  const known = new Set(names.map((name) => name.toLowerCase()));
  return stated.some((name) => known.has(name.toLowerCase())) ? 'verified' : 'mismatch';
}
