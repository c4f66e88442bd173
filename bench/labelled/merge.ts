/**
 * Makes data/labelled/labels.jsonl from two readings of every tool. Where they agree on category and level, that is the label;
 * where not, somebody has read rubric and definition and says what it is and why.
 *
 *   node bench/labelled/merge.ts --first FILE… --second FILE… --adjudicated FILE
 *
 * A line of a reading: `{id, category, level, facets, sure}`; of the adjudications: `{id, category, facets, sure, reason}`. What is
 * neither agreed nor adjudicated is printed, and nothing is written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { canonicalJson } from '../../catalog/definition-hash.ts';
import { Rejected } from '../../catalog/errors.ts';
import { CATEGORIES, Facet, levelFor } from '../../catalog/model/rubric.ts';
import { kappa } from '../classification/kappa.ts';
import { LabelledTool } from './labelled-tool.ts';
import { combine } from './combine.ts';
import type { LabelledLabel, Reading } from './labelled-label.ts';
import { commandLine } from '../command-line/command-line.ts';

const FOLDER = join(import.meta.dirname, '../../data/labelled');

const Sure = z.union([z.literal(1), z.literal(2), z.literal(3)]);
/** The level that a reader wrote is not read: it follows from the rest. */
const Line = z.object({
  id: z.string(),
  category: z.enum(CATEGORIES),
  facets: z
    .array(z.string())
    .transform((facets) => facets.filter((facet): facet is Facet => Facet.safeParse(facet).success)),
  sure: Sure,
});
const Adjudication = Line.extend({ reason: z.string().min(20) });

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    first: { type: 'string', multiple: true, default: [] },
    second: { type: 'string', multiple: true, default: [] },
    adjudicated: { type: 'string' },
  },
});
const ids = lines(join(FOLDER, 'tools.jsonl'), LabelledTool).map(({ id }) => id);
const first = byId(flags.first.flatMap((file) => lines(file, Line)));
const second = byId(flags.second.flatMap((file) => lines(file, Line)));
const adjudicated = byId(flags.adjudicated === undefined ? [] : lines(flags.adjudicated, Adjudication));

const open: string[] = [];
const labels = ids.flatMap((id): LabelledLabel[] => {
  const [a, b] = [first.get(id), second.get(id)];
  if (a === undefined || b === undefined) throw new Rejected(`${id} was not read twice`);
  const readings: [Reading, Reading] = [reading(a), reading(b)];
  const agreed = combine(...readings);
  const decision = adjudicated.get(id);
  const sure = decision?.sure ?? (Math.min(a.sure, b.sure) as 1 | 2 | 3);
  if (decision !== undefined) {
    const { reason } = decision;
    return [{ id, ...reading(decision), sure, readings, agreed: agreed !== undefined, reason }];
  }
  if (agreed === undefined) {
    open.push(id);
    return [];
  }
  return [{ id, ...agreed, sure, readings, agreed: true }];
});

const pairs = (of: (reading: Reading) => string) =>
  ids.map((id) => [of(reading(first.get(id)!)), of(reading(second.get(id)!))] as const);
console.log(
  `kappa of category ${kappa(pairs(({ category }) => category))}, of level ${kappa(pairs(({ level }) => level))}`,
);
for (const facet of Facet.options) {
  const named = pairs(({ facets }) => String(facets.includes(facet)));
  const both = named.filter(([a, b]) => a === 'true' && b === 'true').length;
  const either = named.filter(([a, b]) => a === 'true' || b === 'true').length;
  if (either > 0) console.log(`  ${facet.padEnd(18)} ${both} by both, ${either} by either, kappa ${kappa(named)}`);
}
if (open.length > 0) {
  console.log(`${open.length} neither agreed nor adjudicated:\n${open.join('\n')}`);
  process.exitCode = 1;
} else {
  writeFileSync(join(FOLDER, 'labels.jsonl'), labels.map((label) => `${canonicalJson(label)}\n`).join(''));
  console.log(`${labels.length} labels, ${labels.filter(({ agreed }) => agreed).length} agreed`);
}

function reading({ category, facets }: z.output<typeof Line>): Reading {
  const sorted = Facet.options.filter((facet) => facets.includes(facet));
  const level = levelFor(category, sorted);
  if (level === 'Unclassified') throw new TypeError('a label has a category');
  return { category, level, facets: sorted };
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function lines<T extends z.ZodType>(file: string, schema: T): z.output<T>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
