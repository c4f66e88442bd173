import { sha256 } from '../../catalog/definition-hash.ts';
import type { Store } from '../../catalog/store/open.ts';

type Row = Record<string, unknown>;

/** Columns that say when and how long, and numbers of rows that no other row refers to. */
const LEFT_OUT = /(_at|^since|^not_before|^ms|^id|^run_id)$/;
/** Runs are about times only; one table holds one hash over row numbers, another random stamps. */
const TABLES_LEFT_OUT = new Set(['run', 'inspected_catalogue', 'server_stamp']);
/** Members of reports that say how long. */
const DURATIONS = /"(fetchMs|launchMs)":\d+,?/g;

/**
 * Every row of every table of a catalogue, sorted, without times and durations. Numbers of rows, which depend on the order in
 * which outcomes came, are replaced by the names of what they stand for.
 */
export function catalogueRows({ db }: Store): Record<string, string[]> {
  const all = (sql: string) => db.prepare<[], Row>(sql).all();
  const names = (sql: string) => new Map(all(sql).map(({ id, name }) => [id, name]));
  const replaced: Record<string, Map<unknown, unknown>> = {
    server_id: names('SELECT id, slug name FROM server'),
    tool_id: names(
      `SELECT tool.id, server.slug || '/' || tool.slug name FROM tool JOIN server ON server.id = server_id`,
    ),
    launch_id: names(
      `SELECT launch.id, slug || ' ' || row_number() OVER (PARTITION BY server_id ORDER BY launch.id) name
       FROM launch JOIN server ON server.id = server_id`,
    ),
  };
  const tables = all(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .map(({ name }) => String(name))
    .filter((name) => !TABLES_LEFT_OUT.has(name));
  const plain = (row: Row) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => !LEFT_OUT.test(column))
          .map(([column, value]) => [
            column,
            replaced[column]?.get(value) ?? (column === 'report' ? String(value).replaceAll(DURATIONS, '') : value),
          ]),
      ),
    );
  return Object.fromEntries(
    tables.map((table) => [
      table,
      all(`SELECT * FROM "${table}"`)
        .map(plain)
        .sort()
        // A difference in 3 MB is not for people to read.
        .map((text) => (text.length < 2000 ? text : `${text.slice(0, 2000)}… ${sha256(text)}`)),
    ]),
  );
}
