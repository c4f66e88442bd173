import type { Sqlite } from './database.ts';

/** A server as a run found or left it. */
export interface ServerName {
  name: string;
  slug: string;
}

/** A tool of it. */
export interface ToolName {
  server: string;
  slug: string;
  tool: string;
}

/** A tool that has another definition than before the run. */
export interface ChangedTool extends ToolName {
  before: string;
  after: string;
}

/** How many, and the first ones in the order of their names. */
export interface Some<Item> {
  count: number;
  first: Item[];
}

export interface RunChanges {
  servers: { new: Some<ServerName>; changed: Some<ServerName>; gone: Some<ServerName> };
  tools: { new: Some<ToolName>; changed: Some<ChangedTool>; gone: Some<ToolName> };
}

export interface RunChangesTable {
  /** Notes what the catalogue holds now, to compare with. */
  begin(): void;
  /** What was added, changed and taken away since {@link RunChangesTable.begin}. */
  since(most: number): RunChanges;
}

/** Servers and tools that readers see; tools of a server that is gone are not told one by one. */
const SHOWN_SERVER = `server.status <> 'deleted'`;
const SHOWN_TOOL = `tool.removed_at IS NULL AND ${SHOWN_SERVER}`;

/**
 * What a run changes, by comparing the catalogue with what it was when the run began. Dates would not do: clocks go backwards,
 * and a later change of the same row hides an earlier one. The copy is temporary: a few hundred bytes of disk per server and
 * tool, gone with the connection.
 */
export function runChanges(db: Sqlite): RunChangesTable {
  return {
    begin() {
      db.exec(`
        DROP TABLE IF EXISTS temp.server_before;
        DROP TABLE IF EXISTS temp.tool_before;
        CREATE TEMP TABLE server_before (id INTEGER PRIMARY KEY, record_hash TEXT NOT NULL);
        INSERT INTO server_before SELECT id, record_hash FROM server WHERE ${SHOWN_SERVER};
        CREATE TEMP TABLE tool_before (id INTEGER PRIMARY KEY, definition_hash TEXT NOT NULL);
        INSERT INTO tool_before
          SELECT tool.id, definition_hash FROM tool JOIN server ON server.id = tool.server_id WHERE ${SHOWN_TOOL};`);
    },
    since(most) {
      const some = <Item>(columns: string, from: string): Some<Item> => ({
        count: db.prepare<[], { n: number }>(`SELECT count(*) n FROM ${from}`).get()!.n,
        first: db.prepare<[number], Item>(`SELECT ${columns} FROM ${from} ORDER BY server.slug, 3 LIMIT ?`).all(most),
      });
      const servers = (from: string) => some<ServerName & { id?: number }>(`server.name, server.slug, server.id`, from);
      const tools = <Item extends ToolName>(from: string, more = '') =>
        some<Item>(`server.name server, server.slug, tool.name tool${more}`, from);
      const serverBefore = `server LEFT JOIN temp.server_before old ON old.id = server.id`;
      const toolBefore = `tool JOIN server ON server.id = tool.server_id LEFT JOIN temp.tool_before old ON old.id = tool.id`;
      const named = ({ count, first }: Some<ServerName & { id?: number }>): Some<ServerName> => ({
        count,
        first: first.map(({ name, slug }) => ({ name, slug })),
      });
      return {
        servers: {
          new: named(servers(`${serverBefore} WHERE ${SHOWN_SERVER} AND old.id IS NULL`)),
          changed: named(servers(`${serverBefore} WHERE ${SHOWN_SERVER} AND old.record_hash <> server.record_hash`)),
          gone: named(servers(`${serverBefore} WHERE NOT ${SHOWN_SERVER} AND old.id IS NOT NULL`)),
        },
        tools: {
          new: tools<ToolName>(`${toolBefore} WHERE ${SHOWN_TOOL} AND old.id IS NULL`),
          changed: tools<ChangedTool>(
            `${toolBefore} WHERE ${SHOWN_TOOL} AND old.definition_hash <> tool.definition_hash`,
            `, old.definition_hash before, tool.definition_hash after`,
          ),
          gone: tools<ToolName>(
            `${toolBefore} WHERE ${SHOWN_SERVER} AND removed_at IS NOT NULL AND old.id IS NOT NULL`,
          ),
        },
      };
    },
  };
}
