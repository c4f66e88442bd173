import type { Classification, Finding } from '../model/classification.ts';
import type { Sqlite } from './database.ts';

export interface ClassificationTable {
  has(inputHash: string): boolean;
  /** Stores a verdict under the hash of everything that it was made from; one that is known already stays as it is. */
  put(inputHash: string, classification: Classification): void;
  /** Points a tool at its verdict. */
  assign(toolId: number, inputHash: string): void;
  /** The verdict on a tool's present definition; `undefined` until it was classified. */
  of(toolId: number): Classification | undefined;
  /** Deletes verdicts that no tool points at any more; returns how many. */
  prune(): number;
}

interface Row {
  inputHash: string;
  definitionHash: string;
  category: Classification['category'];
  level: Classification['level'];
  facets: string;
  rationale: string;
  evidence: string;
  confidence: Classification['confidence'];
  decidedBy: string;
  opinions: string;
  disputed: number;
}

/** Classifications by input hash, their findings, and which tool has which verdict. */
export function classifications(db: Sqlite): ClassificationTable {
  const has = db.prepare<[string], { found: 1 }>(`SELECT 1 found FROM classification WHERE input_hash = ?`);
  const insert = db.prepare(
    `INSERT INTO classification (input_hash, definition_hash, category, level, facets, rationale, evidence, confidence, decided_by,
       opinions, disputed)
     VALUES (@inputHash, @definitionHash, @category, @level, @facets, @rationale, @evidence, @confidence, @decidedBy, @opinions,
       @disputed)`,
  );
  const insertFinding = db.prepare(
    `INSERT INTO finding (input_hash, position, rule, severity, message, field, quote, offset, source)
     VALUES (@inputHash, @position, @rule, @severity, @message, @field, @quote, @offset, @source)`,
  );
  const assign = db.prepare(
    `INSERT INTO verdict (tool_id, input_hash) VALUES (?, ?) ON CONFLICT (tool_id) DO UPDATE SET input_hash = excluded.input_hash`,
  );
  const select = db.prepare<[number], Row>(
    `SELECT input_hash inputHash, definition_hash definitionHash, category, level, facets, rationale, evidence, confidence,
       decided_by decidedBy, opinions, disputed
     FROM verdict JOIN tool ON tool.id = verdict.tool_id JOIN classification USING (input_hash, definition_hash)
     WHERE tool_id = ?`,
  );
  const findings = db.prepare<[string], Omit<Finding, 'source'> & { offset: number | null; source: string | null }>(
    `SELECT rule, severity, message, field, quote, offset, source FROM finding WHERE input_hash = ? ORDER BY position`,
  );
  const prune = db.prepare(
    `DELETE FROM classification WHERE NOT EXISTS (
       SELECT 1 FROM verdict WHERE verdict.input_hash = classification.input_hash)`,
  );

  const put: ClassificationTable['put'] = (
    inputHash,
    { findings: found, facets, evidence, decidedBy, opinions, disputed, ...rest },
  ) => {
    if (has.get(inputHash) !== undefined) return;
    insert.run({
      ...rest,
      inputHash,
      facets: JSON.stringify(facets),
      evidence: JSON.stringify(evidence),
      decidedBy: JSON.stringify(decidedBy),
      opinions: JSON.stringify(opinions),
      disputed: Number(disputed),
    });
    found.forEach((finding, position) =>
      insertFinding.run({
        ...finding,
        offset: finding.offset ?? null,
        source: finding.source === undefined ? null : JSON.stringify(finding.source),
        inputHash,
        position,
      }),
    );
  };

  return {
    has: (inputHash) => has.get(inputHash) !== undefined,
    put: db.transaction(put),
    assign: (toolId, inputHash) => void assign.run(toolId, inputHash),
    of(toolId) {
      const row = select.get(toolId);
      if (row === undefined) return undefined;
      const { inputHash, facets, evidence, decidedBy, opinions, disputed, ...rest } = row;
      return {
        ...rest,
        facets: JSON.parse(facets) as Classification['facets'],
        evidence: JSON.parse(evidence) as Classification['evidence'],
        decidedBy: JSON.parse(decidedBy) as Classification['decidedBy'],
        opinions: JSON.parse(opinions) as Classification['opinions'],
        disputed: disputed === 1,
        findings: findings.all(inputHash).map(({ offset, source, ...finding }) => ({
          ...finding,
          ...(offset === null ? {} : { offset }),
          ...(source === null ? {} : { source: JSON.parse(source) as NonNullable<Finding['source']> }),
        })),
      };
    },
    prune: () => prune.run().changes,
  };
}
