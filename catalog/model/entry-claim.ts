/** What an entry says that it is, one key per way to say it. */

/** From the strongest to the weakest: what would be started or asked counts more than where its source lies. */
export const CLAIM_KINDS = ['name', 'package', 'remote', 'repository'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export interface EntryClaim {
  /** `<kind>:<what>` in one spelling, such as `package:npm:@acme/notes`. */
  key: string;
  /**
   * `claimed`: the record says so. `checked`: its registry has checked it, or it follows from what was checked. `stated`: the
   * package itself names the server.
   */
  proof: 'claimed' | 'checked' | 'stated';
}

/** The kind of a key. */
export function claimKind(key: string): ClaimKind {
  return key.slice(0, key.indexOf(':')) as ClaimKind;
}
