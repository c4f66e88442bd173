/**
 * A stamp per server that changes with every row that a reader is shown of it, so that a build looks only at servers that
 * changed. Kept by triggers: no path of the program can store something and forget the stamp.
 */

/** Ids of servers that a changed row is shown with, as SQL; `row` is NEW or OLD. */
type ShownWith = (row: 'NEW' | 'OLD') => string;

const ofServer: ShownWith = (row) => `SELECT ${row}.server_id`;
const ofTool: ShownWith = (row) => `SELECT server_id FROM tool WHERE id = ${row}.tool_id`;
const ofInput: ShownWith = (row) =>
  `SELECT server_id FROM verdict JOIN tool ON tool.id = verdict.tool_id WHERE verdict.input_hash = ${row}.input_hash`;

interface Watched {
  table: string;
  shownWith: ShownWith;
  /** Columns that a reader sees; all of them when absent. Leave out what every listing touches. */
  columns?: readonly string[];
}

const WATCHED: readonly Watched[] = [
  { table: 'package', shownWith: ofServer },
  { table: 'remote', shownWith: ofServer },
  { table: 'plan', shownWith: ofServer },
  { table: 'launch', shownWith: ofServer },
  { table: 'tool', shownWith: ofServer },
  { table: 'server_finding', shownWith: ofServer },
  {
    table: 'entry',
    shownWith: ofServer,
    columns: [
      'registry',
      'native_id',
      'server_id',
      'status',
      'status_message',
      'updated_at',
      'record',
      'standing',
      'joined_by',
      'first_seen_at',
      'withdrawn',
    ],
  },
  { table: 'malformed_tool', shownWith: (row) => `SELECT server_id FROM launch WHERE id = ${row}.launch_id` },
  { table: 'tool_history', shownWith: ofTool },
  { table: 'source_reference', shownWith: ofTool },
  { table: 'verdict', shownWith: ofTool },
  { table: 'classification', shownWith: ofInput },
  { table: 'finding', shownWith: ofInput },
  {
    table: 'entry_detail',
    shownWith: (row) => `SELECT server_id FROM entry WHERE registry = ${row}.registry AND native_id = ${row}.native_id`,
  },
  { table: 'registry_about', shownWith: (row) => `SELECT server_id FROM entry WHERE registry = ${row}.registry` },
  {
    table: 'package_statement',
    shownWith: (row) =>
      `SELECT server_id FROM entry_claim JOIN entry ON entry.id = entry_claim.entry_id
       WHERE entry_claim.key = ${row}.package`,
  },
];

const renew = (ids: string) => `UPDATE server_stamp SET stamp = randomblob(8) WHERE server_id IN (${ids});`;

function triggersOf({ table, shownWith, columns }: Watched): string {
  const update = columns === undefined ? 'UPDATE' : `UPDATE OF ${columns.join(', ')}`;
  return `
CREATE TRIGGER ${table}_added AFTER INSERT ON ${table} BEGIN ${renew(shownWith('NEW'))} END;
CREATE TRIGGER ${table}_changed AFTER ${update} ON ${table} BEGIN
  ${renew(shownWith('OLD'))} ${renew(shownWith('NEW'))}
END;
CREATE TRIGGER ${table}_deleted AFTER DELETE ON ${table} BEGIN ${renew(shownWith('OLD'))} END;`;
}

export const serverStamps = `
CREATE TABLE server_stamp (
  server_id INTEGER PRIMARY KEY REFERENCES server (id) ON DELETE CASCADE,
  -- random, not counted: two copies of a catalogue that went different ways never agree by accident
  stamp BLOB NOT NULL
) STRICT;
INSERT INTO server_stamp SELECT id, randomblob(8) FROM server;

CREATE TRIGGER server_added AFTER INSERT ON server BEGIN
  INSERT INTO server_stamp VALUES (NEW.id, randomblob(8));
END;
-- those that it is or was merged into list its address as a former one
CREATE TRIGGER server_changed AFTER UPDATE ON server BEGIN
  ${renew('NEW.id, OLD.merged_into, NEW.merged_into')}
END;
CREATE TRIGGER server_deleted AFTER DELETE ON server BEGIN ${renew('OLD.merged_into')} END;
${WATCHED.map(triggersOf).join('\n')}
`;
