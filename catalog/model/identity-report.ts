/** What the last resolution made of all entries, in figures. */
import { z } from 'zod';

const count = z.int().default(0);

export const IdentityReport = z.object({
  entries: count,
  /** Servers that these entries are. */
  servers: count,
  /** Servers with more than one entry. */
  mergedServers: count,
  /** Entries that are together with others, by the strongest kind of claim that they share. */
  joinedBy: z.object({ name: count, package: count, remote: count, repository: count }).prefault({}),
  /** Entries that prove something of their server, and those that only name something of it. */
  owners: count,
  claimants: count,
  /** Packages that several namespaces claim as their own and that do not say themselves whose they are. */
  contestedPackages: count,
  /** Repositories of which one registry lists several servers. */
  sharedRepositories: count,
  /** Servers whose description stands in other servers too. */
  copiedDescriptions: count,
});
export type IdentityReport = z.infer<typeof IdentityReport>;
