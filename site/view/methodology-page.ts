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
import { type Block, type Inline, parseInline } from '../markdown/markdown.ts';
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
}

/**
 * The model of the methodology page.
 *
 * @param rulesFolder folder of the classifier's rules, a folder with a `rule.md` each; only the texts are read
 */
export function methodologyPage(rulesFolder: string): MethodologyPage {
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
      const { text = '', effects } = policyForTool('tool_name', category);
      return { category, policy: text, effects: effects.slice(0, 1) };
    }),
    rules: readRules(rulesFolder),
  };
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
