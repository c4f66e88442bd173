const MB = 1024 * 1024;

/** Bounds of one MCPB bundle; those of a tree are the ones of crawler/launch/limits.ts, since both end up in the same jail. */
export const BUNDLE_LIMITS = {
  /** The file itself. The format's own guide speaks of 50 to 300 MB for bundles with all their dependencies. */
  fileBytes: 400 * MB,
  /** Everything in it, unpacked, as its directory states it; what a file really holds is compared with that. */
  treeBytes: 600 * MB,
  /** Files and folders. */
  entries: 100_000,
  /** The manifest; real ones stay below 100 KB. */
  manifestBytes: 4 * MB,
  /** Bytes of one path: what Linux allows for a path, less room for the folder it is unpacked to. */
  pathBytes: 3_000,
};

/** The table of bounds; tests pass one with some values lowered. */
export type BundleLimits = typeof BUNDLE_LIMITS;
