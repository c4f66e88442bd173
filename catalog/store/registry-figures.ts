import { notLeftOut, type Audience } from './audience.ts';
import type { Sqlite } from './database.ts';

/** What the catalogue has from one registry: servers that are shown, by its entries that are listed and not taken down. */
export interface RegistryFigures {
  registry: string;
  /** Its records; several can be of one server. */
  records: number;
  servers: number;
  /** Servers of it with at least one tool, however that became known. */
  serversWithTools: number;
  /** Tools of its servers that the servers themselves listed. */
  liveTools: number;
  /** Tools of its servers that are known in another way. */
  otherTools: number;
  /** Records that declare tools, and how many tools those are. */
  declaringRecords: number;
  declaredTools: number;
  /** Records, or parts of them, that could not be read. */
  refused: number;
}

const NOTHING = {
  records: 0,
  servers: 0,
  serversWithTools: 0,
  liveTools: 0,
  otherTools: 0,
  declaringRecords: 0,
  declaredTools: 0,
  refused: 0,
};

/** Figures of registries; walks all entries and tools, so it is asked once per build. */
export function registryFigures(
  db: Sqlite,
  audience: Audience,
): { of(registries: readonly string[]): RegistryFigures[] } {
  const published = `entry.visibility = 'public' AND server.status <> 'deleted' AND ${notLeftOut(audience)}`;
  const shown = `withdrawn = 0 AND entry.status <> 'deleted' AND ${published}`;
  const listed = db.prepare<[], { registry: string; serverId: number; records: number }>(
    `SELECT registry, server_id serverId, count(*) records FROM entry JOIN server ON server.id = entry.server_id
     WHERE ${shown} GROUP BY registry, server_id`,
  );
  const tools = db.prepare<[], { serverId: number; live: number; tools: number }>(
    `SELECT server_id serverId, sum(source LIKE 'live%') live, count(*) tools FROM tool WHERE removed_at IS NULL
     GROUP BY server_id`,
  );
  const declared = db.prepare<[], { registry: string; records: number; tools: number }>(
    `SELECT entry_detail.registry, count(*) records, sum(json_array_length(declared_tools, '$.tools')) tools
     FROM entry_detail JOIN entry USING (registry, native_id) JOIN server ON server.id = entry.server_id
     WHERE declared_tools IS NOT NULL AND ${shown} GROUP BY entry_detail.registry`,
  );
  const refused = db.prepare<[], { registry: string; refused: number }>(
    `SELECT registry, count(*) refused FROM refused_entry GROUP BY registry`,
  );
  return {
    of(registries) {
      const figures = new Map(registries.map((registry) => [registry, { registry, ...NOTHING }]));
      const toolsOf = new Map(tools.all().map(({ serverId, ...counts }) => [serverId, counts]));
      for (const { registry, serverId, records } of listed.all()) {
        const row = figures.get(registry);
        const known = toolsOf.get(serverId);
        if (row === undefined) continue;
        row.records += records;
        row.servers += 1;
        row.serversWithTools += Number(known !== undefined);
        row.liveTools += known?.live ?? 0;
        row.otherTools += (known?.tools ?? 0) - (known?.live ?? 0);
      }
      for (const { registry, records, tools: count } of declared.all()) {
        Object.assign(figures.get(registry) ?? {}, { declaringRecords: records, declaredTools: count });
      }
      for (const { registry, refused: count } of refused.all()) {
        Object.assign(figures.get(registry) ?? {}, { refused: count });
      }
      return [...figures.values()];
    },
  };
}
