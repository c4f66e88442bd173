import { definitionHash } from '../catalog/definition-hash.ts';
import type { JsonLine } from '../catalog/json-lines.ts';
import { firstIssue } from '../catalog/model/loose-array.ts';
import type { ModelReading } from '../catalog/model/model-answer.ts';
import { SourceSnippets } from '../catalog/model/source-snippet.ts';
import { parseTool } from '../catalog/parse-tool.ts';
import { classify } from '../crawler/classify/classify.ts';

/** What a language model said of a definition, where one was asked. */
export type Readings = (definitionHash: string) => ModelReading | undefined;

/** The answer to one row: its verdict, or what is wrong with the row. */
export interface ClassifiedLine {
  text: string;
  problem: string | undefined;
}

/**
 * One verdict per row. A row that is no tool is answered too, as Unclassified with its `error`, so that row n of the output
 * belongs to row n of the input; empty lines are no rows. A row may bring code that stands behind its tool as `source`; what
 * cannot be read of that refuses the row, because code that is left out could have raised the verdict.
 */
export function classifyLine(row: JsonLine, readings: Readings = () => undefined): ClassifiedLine {
  if ('problem' in row) return refused(null, null, row.problem);
  const server = stringOf(row.value, 'server');
  const parsed = parseTool(row.value, row.line - 1);
  if ('malformed' in parsed) return refused(server, stringOf(row.value, 'name'), parsed.malformed.reason);
  const source = SourceSnippets.safeParse((row.value as { source?: unknown }).source ?? []);
  if (!source.success) return refused(server, parsed.tool.name, `source: ${firstIssue(source.error)}`);
  const verdictOn = classify(parsed.tool, readings(definitionHash(parsed.tool)), source.data);
  const { category, level, facets, rationale, evidence, findings, confidence, ...rest } = verdictOn;
  const { decidedBy, opinions, disputed } = rest;
  const verdict = { category, level, facets, rationale, evidence, findings, confidence };
  const judges = { decidedBy, opinions, disputed, definitionHash: rest.definitionHash };
  return { text: JSON.stringify({ server, name: parsed.tool.name, ...verdict, ...judges }), problem: undefined };
}

function refused(server: string | null, name: string | null, error: string): ClassifiedLine {
  const text = JSON.stringify({
    server,
    name,
    category: 'Unclassified',
    level: 'Unclassified',
    facets: [],
    rationale: 'The row is no tool definition, so there is nothing to judge. The level is Unclassified.',
    evidence: [],
    findings: [],
    confidence: 'low',
    decidedBy: null,
    opinions: [],
    disputed: false,
    definitionHash: null,
    error,
  });
  return { text, problem: error };
}

function stringOf(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' ? found.toWellFormed() : null;
}
