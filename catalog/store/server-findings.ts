import type { FindingEvidence, ServerFinding } from '../model/server-finding.ts';
import type { Category, Level } from '../model/rubric.ts';
import type { Sqlite } from './database.ts';

/** A current tool as the inspect stage walks over all of them. */
export interface ListedTool {
  id: number;
  serverId: number;
  name: string;
  definitionHash: string;
  /** The definition, canonical JSON. */
  canonical: string;
  /** Null until it is classified. */
  category: Category | null;
  level: Level | null;
  /** Definitions that it has had. */
  versions: number;
}

/** How often a rule has found something of a severity. */
export interface FindingCount {
  rule: string;
  severity: ServerFinding['severity'];
  count: number;
}

export interface ServerFindingTable {
  /** Hash of what the last finished inspection looked at; undefined before the first. */
  inspected(): string | undefined;
  setInspected(inputHash: string): void;
  /** Hash of what a server's findings were made from. */
  inputHash(serverId: number): string | undefined;
  /** Makes the given findings the only ones of a server, in this order; a tool that it does not list any more has none. */
  replace(serverId: number, inputHash: string, findings: readonly ServerFinding[]): void;
  /** In the order in which they were stored; those of tools that are gone are left out. */
  of(serverId: number): ServerFinding[];
  /** How many findings of the inspection the shown servers have, by rule and severity. */
  counts(): FindingCount[];
  /** The same of the findings in definitions: how many shown tools have one. */
  definitionCounts(): FindingCount[];
  /** Every current tool of the shown servers, those of one server after another. While the walk lasts, nothing can be written. */
  listed(): IterableIterator<ListedTool>;
  /** What tells that nothing has changed since the last inspection: ids and hashes of all that it looks at. */
  marks(): IterableIterator<{ mark: string }>;
}

type Row = Omit<ServerFinding, 'tool' | 'evidence'> & { tool: string | null; evidence: string };

/** Findings of the inspect stage, and what they were made from. */
export function serverFindings(db: Sqlite): ServerFindingTable {
  const inspected = db.prepare<[], { inputHash: string }>(
    `SELECT input_hash inputHash FROM inspected_catalogue WHERE id = 1`,
  );
  const setInspected = db.prepare<[string]>(
    `INSERT INTO inspected_catalogue (id, input_hash) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET input_hash = excluded.input_hash`,
  );
  const inputHash = db.prepare<[number], { inputHash: string }>(
    `SELECT input_hash inputHash FROM inspection WHERE server_id = ?`,
  );
  const putInspection = db.prepare<[number, string]>(
    `INSERT INTO inspection (server_id, input_hash) VALUES (?, ?)
     ON CONFLICT (server_id) DO UPDATE SET input_hash = excluded.input_hash`,
  );
  const clear = db.prepare<[number]>(`DELETE FROM server_finding WHERE server_id = ?`);
  const insert = db.prepare(
    `INSERT INTO server_finding (server_id, position, tool_id, rule, severity, message, evidence)
     VALUES (@serverId, @position, (SELECT id FROM tool WHERE server_id = @serverId AND name = @tool), @rule, @severity,
       @message, @evidence)`,
  );
  const select = db.prepare<[number], Row>(
    `SELECT rule, severity, message, tool.name tool, evidence
     FROM server_finding LEFT JOIN tool ON tool.id = server_finding.tool_id
     WHERE server_finding.server_id = ? AND (tool_id IS NULL OR removed_at IS NULL) ORDER BY server_finding.position`,
  );
  const counts = db.prepare<[], FindingCount>(
    `SELECT rule, severity, count(*) count
     FROM server_finding JOIN server ON server.id = server_finding.server_id
       LEFT JOIN tool ON tool.id = server_finding.tool_id
     WHERE status <> 'deleted' AND (tool_id IS NULL OR removed_at IS NULL) GROUP BY rule, severity`,
  );

  const definitionCounts = db.prepare<[], FindingCount>(
    `SELECT rule, severity, count(DISTINCT tool.id) count
     FROM tool JOIN server ON server.id = tool.server_id JOIN verdict ON verdict.tool_id = tool.id
       JOIN finding ON finding.input_hash = verdict.input_hash
     WHERE removed_at IS NULL AND status <> 'deleted' GROUP BY rule, severity`,
  );

  const replace: ServerFindingTable['replace'] = (serverId, hash, findings) => {
    putInspection.run(serverId, hash);
    clear.run(serverId);
    findings.forEach(({ rule, severity, message, tool = null, evidence }, position) =>
      insert.run({ serverId, position, tool, rule, severity, message, evidence: JSON.stringify(evidence) }),
    );
  };

  return {
    inspected: () => inspected.get()?.inputHash,
    setInspected: (hash) => void setInspected.run(hash),
    inputHash: (serverId) => inputHash.get(serverId)?.inputHash,
    replace: db.transaction(replace),
    of: (serverId) =>
      select.all(serverId).map(({ tool, evidence, ...row }) => ({
        ...row,
        ...(tool === null ? {} : { tool }),
        evidence: JSON.parse(evidence) as FindingEvidence[],
      })),
    counts: () => counts.all(),
    definitionCounts: () => definitionCounts.all(),
    // Statements of their own for each walk, since two can be under way at once.
    listed: () =>
      db
        .prepare<[], ListedTool>(
          `SELECT tool.id, server_id serverId, tool.name, tool.definition_hash definitionHash, canonical, category, level,
             (SELECT count(*) FROM tool_history WHERE tool_history.tool_id = tool.id) versions
           FROM server JOIN tool ON tool.server_id = server.id JOIN definition ON definition.hash = tool.definition_hash
             LEFT JOIN verdict ON verdict.tool_id = tool.id
             LEFT JOIN classification ON classification.input_hash = verdict.input_hash
               AND classification.definition_hash = tool.definition_hash
           WHERE removed_at IS NULL AND server.status <> 'deleted' ORDER BY server_id, position, tool.id`,
        )
        .iterate(),
    marks: () =>
      db
        .prepare<[], { mark: string }>(
          `SELECT 'tool ' || tool.id || ' ' || tool.definition_hash || ' ' || coalesce(verdict.input_hash, '') || ' '
               || coalesce(removed_at, '') mark FROM tool LEFT JOIN verdict ON verdict.tool_id = tool.id
           UNION ALL SELECT 'server ' || id || ' ' || record_hash || ' ' || status || ' ' || visibility || ' ' || coalesce(repository_url, '') FROM server
           UNION ALL SELECT 'declared ' || entry.server_id || ' ' || registry || ' ' || native_id || ' ' || declared_tools
             FROM entry_detail JOIN entry USING (registry, native_id)
             WHERE declared_tools IS NOT NULL AND withdrawn = 0 AND status <> 'deleted'
           UNION ALL SELECT 'launch ' || coalesce(max(id), 0) FROM launch
           UNION ALL SELECT 'advisories ' || ecosystem || ' ' || package || ' ' || version || ' ' || ids FROM package_advisories`,
        )
        .iterate(),
  };
}
