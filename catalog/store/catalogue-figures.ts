import type { Leg } from '../model/trifecta.ts';
import type { Category, Level } from '../model/rubric.ts';
import { knownTo, shownTo, type Audience } from './audience.ts';
import type { Sqlite } from './database.ts';
import { judgedFigures, type Hint, type JudgeCount, type JudgedRow } from './judged-figures.ts';

export type { Hint, JudgeCount };

export interface CatalogueFigures {
  /** The newest date in the catalogue: figures are of this day, whenever they are counted. Absent while it is empty. */
  asOf: string | undefined;
  byCategoryAndLevel: { category: Category; level: Level; tools: number }[];
  /** Tools with at least one finding of a rule, and servers with one that shows only beside others or earlier definitions. */
  byDetection: { rule: string; tools: number; servers: number }[];
  /** Tools that are each leg of a data leak, servers that have it, and servers that have all three. */
  legs: Record<Leg, { tools: number; servers: number }>;
  serversWithAllLegs: number;
  /** Tools by what they declare and by our category. */
  hints: { readOnly: Hint; destructive: Hint; category: Category; tools: number }[];
  /** What servers and tools were first seen on each day (UTC), oldest first. */
  growth: { day: string; servers: number; tools: number }[];
  /** Who judged the tools that have a verdict, those of most tools first. */
  judges: JudgeCount[];
  /** Bytes of the definitions of each server that has tools, in no order. */
  listBytes: number[];
}

const FROM_TOOL = `FROM tool JOIN server ON server.id = tool.server_id`;
const WITH_VERDICT = `LEFT JOIN verdict ON verdict.tool_id = tool.id
  LEFT JOIN classification ON classification.input_hash = verdict.input_hash
    AND classification.definition_hash = tool.definition_hash`;

/** When the catalogue last saw something: a date, and where it stands. */
const DATES = [
  ['server.changed_at', 'server'],
  [
    'max(tool.first_seen_at, coalesce(tool.removed_at, tool.first_seen_at))',
    'tool JOIN server ON server.id = tool.server_id',
  ],
  ['returned_at', 'tool_absence JOIN tool ON tool.id = tool_id JOIN server ON server.id = tool.server_id'],
  ['since', 'tool_history JOIN tool ON tool.id = tool_id JOIN server ON server.id = tool.server_id'],
  ['started_at', 'launch JOIN server ON server.id = launch.server_id'],
] as const;

/**
 * Figures about all servers that are shown and their current tools. Each walks its tables once: asked once per build, and
 * the caller may ask for one without the others.
 */
export function catalogueFigures(db: Sqlite, audience: Audience): () => CatalogueFigures {
  const shown = shownTo(audience);
  const current = `tool.removed_at IS NULL AND ${shown}`;
  const dates = DATES.map(([date, from]) =>
    db.prepare<[], string | null>(`SELECT max(${date}) newest FROM ${from} WHERE ${knownTo(audience)}`).pluck(),
  );
  const judged = db
    .prepare<[], JudgedRow>(
      `SELECT tool.server_id, category, level, facets, read_only, destructive, bytes, decided_by
       ${FROM_TOOL} JOIN definition_figure ON definition_figure.hash = tool.definition_hash ${WITH_VERDICT}
       WHERE ${current}`,
    )
    .raw();
  // From the findings, which few tools have: the planner would begin with the tools.
  const found = db.prepare<[], { rule: string; tools: number }>(
    `SELECT finding.rule, count(DISTINCT tool.id) tools
     FROM finding CROSS JOIN classification ON classification.input_hash = finding.input_hash
       CROSS JOIN verdict ON verdict.input_hash = finding.input_hash
       CROSS JOIN tool ON tool.id = verdict.tool_id AND tool.definition_hash = classification.definition_hash
       JOIN server ON server.id = tool.server_id
     WHERE ${current} GROUP BY finding.rule`,
  );
  // Tools of which only what shows beside others, or earlier definitions, is a finding of the rule.
  const foundOnlyBeside = db.prepare<[], { rule: string; tools: number }>(
    `SELECT server_finding.rule, count(DISTINCT tool.id) tools
     FROM server_finding CROSS JOIN tool ON tool.id = server_finding.tool_id JOIN server ON server.id = tool.server_id
     WHERE ${current} AND NOT EXISTS (
       SELECT 1 FROM verdict JOIN classification ON classification.input_hash = verdict.input_hash
         JOIN finding ON finding.input_hash = verdict.input_hash AND finding.rule = server_finding.rule
       WHERE verdict.tool_id = tool.id AND classification.definition_hash = tool.definition_hash)
     GROUP BY server_finding.rule`,
  );
  const foundBeside = db.prepare<[], { rule: string; servers: number }>(
    `SELECT rule, count(DISTINCT server_id) servers FROM server_finding JOIN server ON server.id = server_id
     WHERE ${shown} GROUP BY rule`,
  );
  const newServers = db.prepare<[], { day: string; n: number }>(
    `SELECT substr(first_seen_at, 1, 10) day, count(*) n FROM server WHERE ${shown} GROUP BY day`,
  );
  const newTools = db.prepare<[], { day: string; n: number }>(
    `SELECT substr(tool.first_seen_at, 1, 10) day, count(*) n ${FROM_TOOL} WHERE ${current} GROUP BY day`,
  );

  const growth = (): CatalogueFigures['growth'] => {
    const days = new Map<string, { servers: number; tools: number }>();
    const of = (day: string) => days.get(day) ?? { servers: 0, tools: 0 };
    for (const { day, n } of newServers.all()) days.set(day, { ...of(day), servers: n });
    for (const { day, n } of newTools.all()) days.set(day, { ...of(day), tools: n });
    return Array.from(days, ([day, counts]) => ({ day, ...counts })).sort((a, b) => (a.day < b.day ? -1 : 1));
  };

  const detections = (): CatalogueFigures['byDetection'] => {
    const beside = new Map(foundBeside.all().map(({ rule, servers }) => [rule, servers]));
    const rules = new Map(found.all().map(({ rule, tools }) => [rule, tools]));
    for (const { rule, tools } of foundOnlyBeside.all()) rules.set(rule, (rules.get(rule) ?? 0) + tools);
    return [...new Set([...rules.keys(), ...beside.keys()])]
      .sort()
      .map((rule) => ({ rule, tools: rules.get(rule) ?? 0, servers: beside.get(rule) ?? 0 }));
  };

  return () => ({
    asOf: dates
      .flatMap((newest) => newest.get() ?? [])
      .sort()
      .at(-1),
    byDetection: detections(),
    ...judgedFigures(judged.iterate()),
    growth: growth(),
  });
}
