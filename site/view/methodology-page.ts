/** How verdicts are made, from the same tables and rule texts that make them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CATEGORY_TABLE,
  FACET_TABLE,
  TIE_BREAKERS,
  type Category,
  type Level,
  facetRow,
} from '../../catalog/model/rubric.ts';
import { DETECTION_KINDS, DETECTION_TABLE, type DetectionKind } from '../../catalog/model/detections.ts';
import type { JudgeCount } from '../../catalog/store/catalogue-figures.ts';
import { type Block, type Inline, parseInline } from '../markdown/markdown.ts';
import { type BenchmarkSummary, benchmarkSummary } from './benchmark-summary.ts';
import { readDocument } from './document-page.ts';
import { policyForTool } from './policy-view.ts';
import type { Prose } from './text/prose.ts';

export interface MethodologyPage {
  categories: { category: Category; level: Level; meaning: string; typical: string; notThis: string }[];
  /** In the order of their numbers, from 1. */
  tieBreakers: Inline[][];
  raising: { facet: string; holdsWhen: string; raisesTo: Level }[];
  recorded: { facet: string; holdsWhen: string }[];
  recommended: { category: Category; policy: string; effects: Prose[] }[];
  rules: { id: string; title: string; blocks: Block[] }[];
  /** By kind, each with its page where it has one. */
  detections: { kind: DetectionKind; meaning: string; rows: DetectionEntry[] }[];
  /** Who judged the tools of this catalogue. */
  judges: Prose[];
  benchmark: BenchmarkSummary | null;
}

/** A detection with what it means and how it is decided. */
interface DetectionEntry {
  id: string;
  slug: string;
  title: string;
  meaning: string;
  severities: string;
  blocks: Block[];
}

/**
 * The model of the methodology page.
 *
 * @param root folder of the repository; of the classifier, only the texts of its rules and detections are read
 */
export function methodologyPage(judges: readonly JudgeCount[], root: string): MethodologyPage {
  const facets = FACET_TABLE.map(({ facet }) => facetRow(facet));
  return {
    categories: [...CATEGORY_TABLE],
    tieBreakers: TIE_BREAKERS.map(parseInline),
    raising: facets.flatMap(({ facet, holdsWhen, raisesTo }) =>
      raisesTo === undefined ? [] : [{ facet, holdsWhen, raisesTo }],
    ),
    recorded: facets.flatMap(({ facet, holdsWhen, raisesTo }) =>
      raisesTo === undefined ? [{ facet, holdsWhen }] : [],
    ),
    recommended: [...CATEGORY_TABLE.map((row) => row.category), 'Unclassified' as const].map((category) => {
      const { text, effects } = policyForTool('tool_name', category);
      return { category, policy: text, effects: effects.slice(0, 1) };
    }),
    rules: readRules(join(root, 'crawler/classify/rules')),
    detections: detections(root),
    judges: judges.map(judgeOf),
    benchmark: benchmarkSummary(join(root, 'bench/results/classification.json')) ?? null,
  };
}

function judgeOf({ kind, version, model, promptVersion, tools }: JudgeCount): Prose {
  const share = `${tools.toLocaleString('en')} ${tools === 1 ? 'tool' : 'tools'}: `;
  if (kind === 'override') return [share, 'reviewed by a person'];
  const rules: Prose = [share, 'built-in rules, version ', { term: version ?? '' }];
  if (kind === 'rules') return rules;
  return [...rules, ', and the language model ', { term: model ?? '' }, ', asked with ', { term: promptVersion ?? '' }];
}

function detections(root: string): MethodologyPage['detections'] {
  return (Object.keys(DETECTION_KINDS) as DetectionKind[]).map((kind) => ({
    kind,
    meaning: DETECTION_KINDS[kind],
    rows: DETECTION_TABLE.filter((row) => row.kind === kind).map(({ id, slug, title, meaning, severities }) => ({
      id,
      slug,
      title,
      meaning,
      severities: severities.join(', '),
      blocks:
        (
          readDocument(join(root, 'crawler/classify/detections', slug, 'detection.md')) ??
          readDocument(join(root, 'crawler/inspect/pages', `${slug}.md`))
        )?.blocks ?? [],
    })),
  }));
}

function readRules(folder: string): MethodologyPage['rules'] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort()
    .flatMap((id) => {
      const document = readDocument(join(folder, id, 'rule.md'));
      // Headings inside a rule stay out of the page's outline: forty rules would drown it.
      return document === undefined ? [] : [{ id, title: document.title || id, blocks: document.blocks }];
    });
}
