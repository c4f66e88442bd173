import type { Classification, Evidence } from '../model/classification.ts';
import type { Sqlite } from './database.ts';

/** A verdict on which those who looked do not agree, and that no person has reviewed. */
export interface DisputedVerdict extends Pick<
  Classification,
  'definitionHash' | 'category' | 'level' | 'confidence' | 'opinions' | 'decidedBy'
> {
  /** How many servers offer this very definition: what a review of it reaches. */
  servers: number;
  /** One of them, the first by name. */
  server: string;
  tool: string;
  /** The first quote that the verdict rests on; absent where there is no verdict. */
  evidence?: Evidence;
}

export interface ReviewQueue {
  /** Disputed verdicts of current tools, those of most servers first, of equally many the gravest first. */
  disputed(limit: number): DisputedVerdict[];
  /** How many there are. */
  count(): number;
}

type Row = Omit<DisputedVerdict, 'opinions' | 'decidedBy' | 'evidence'> & {
  opinions: string;
  decidedBy: string;
  evidence: string;
};

/** What waits for a person: derived from verdicts and tools, so nothing has to be kept in step. */
export function reviewQueue(db: Sqlite): ReviewQueue {
  const CURRENT = `classification
     JOIN verdict USING (input_hash)
     JOIN tool ON tool.id = verdict.tool_id AND tool.definition_hash = classification.definition_hash
     JOIN server ON server.id = tool.server_id
     WHERE disputed = 1 AND tool.removed_at IS NULL AND server.status <> 'deleted'`;
  // SQLite takes the bare columns from the row that holds the minimum.
  const disputed = db.prepare<[number], Row>(
    `SELECT classification.definition_hash definitionHash, category, level, confidence, opinions, decided_by decidedBy, evidence,
       count(DISTINCT server.id) servers, min(server.name) server, tool.name tool
     FROM ${CURRENT} GROUP BY input_hash
     ORDER BY servers DESC,
       CASE level WHEN 'Critical' THEN 0 WHEN 'High' THEN 1 WHEN 'Unclassified' THEN 2 WHEN 'Medium' THEN 3 ELSE 4 END,
       server, tool, input_hash
     LIMIT ?`,
  );
  const count = db.prepare<[], { n: number }>(`SELECT count(DISTINCT input_hash) n FROM ${CURRENT}`);
  return {
    disputed: (limit) =>
      disputed.all(limit).map(({ opinions, decidedBy, evidence, ...row }) => {
        const [first] = JSON.parse(evidence) as Evidence[];
        return {
          ...row,
          opinions: JSON.parse(opinions) as Classification['opinions'],
          decidedBy: JSON.parse(decidedBy) as Classification['decidedBy'],
          ...(first && { evidence: first }),
        };
      }),
    count: () => count.get()?.n ?? 0,
  };
}
