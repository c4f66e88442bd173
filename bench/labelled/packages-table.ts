import type { LabelledPackage } from './packages.ts';

/** The packages as a Markdown table, for data/labelled/README.md. */
export function packagesTable(packages: readonly LabelledPackage[]): string {
  const rows = packages.map(
    (entry) =>
      `| [\`${entry.package}\`](${entry.repository}) | ${entry.version} | ${entry.licence} | ${entry.copyright} | ${entry.starter ? 'yes' : ''} |`,
  );
  return ['| package | version | licence | copyright | starter |', '|---|---|---|---|---|', ...rows].join('\n');
}
