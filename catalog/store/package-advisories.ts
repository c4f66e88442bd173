import type { Sqlite } from './database.ts';

/** A package at one version, as advisory databases name it. */
export interface PackageVersion {
  /** In OSV's spelling: https://ossf.github.io/osv-schema/#affectedpackage-field */
  ecosystem: string;
  package: string;
  version: string;
}

export interface PackageAdvisoryTable {
  /** Stores what is known of a package version, which can be nothing. */
  put(version: PackageVersion, ids: readonly string[], at: string): void;
  /** The ids of its advisories, sorted; undefined when nobody asked. */
  of(version: PackageVersion): string[] | undefined;
  /** When it was last asked about. */
  checkedAt(version: PackageVersion): string | undefined;
}

/** What an advisory database said of package versions. */
export function packageAdvisories(db: Sqlite): PackageAdvisoryTable {
  const put = db.prepare(
    `INSERT INTO package_advisories (ecosystem, package, version, ids, checked_at)
     VALUES (@ecosystem, @package, @version, @ids, @at)
     ON CONFLICT (ecosystem, package, version) DO UPDATE SET ids = excluded.ids, checked_at = excluded.checked_at`,
  );
  const select = db.prepare<PackageVersion, { ids: string; checkedAt: string }>(
    `SELECT ids, checked_at checkedAt FROM package_advisories
     WHERE ecosystem = @ecosystem AND package = @package AND version = @version`,
  );
  return {
    put: (version, ids, at) => void put.run({ ...version, ids: JSON.stringify([...new Set(ids)].sort()), at }),
    of(version) {
      const row = select.get(version);
      return row && (JSON.parse(row.ids) as string[]);
    },
    checkedAt: (version) => select.get(version)?.checkedAt,
  };
}
