/** The attack patterns that a tool's access fits, as its page shows them. */
import { type AttackLink, attacksOf } from '../../../attacks/attacks-of.ts';
import type { Reason } from '../../../attacks/predicate/judge.ts';
import { leafWords } from '../../../attacks/predicate/words.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';
import { urlOf } from '../attacks/attack-line.ts';
import { shortName } from '../text/cut-text.ts';
import { counted } from '../text/words.ts';
import type { Prose } from '../text/prose.ts';

export interface ToolAttack {
  title: string;
  url: string;
  summary: string;
  /** The facts that made it apply, a clause each. */
  because: Prose[];
}

export interface ToolAttacks {
  /** The most specific ones. */
  shown: ToolAttack[];
  /** The others, with those that are true of every tool of the server. */
  more: Omit<ToolAttack, 'summary'>[];
  /** What the others are: "3 more patterns, less specific to this tool". */
  moreLabel: string;
}

const SHOWN = 5;
/** More facts than these say no more. */
const MOST_FACTS = 4;

export function toolAttacks(view: ServerView, tool: ToolRecord): ToolAttacks {
  const links = attacksOf(view, tool);
  const own = links.filter(({ specificity }) => specificity !== 'posture').length;
  const shown = Math.min(own, SHOWN);
  return {
    shown: links.slice(0, shown).map((link) => ({ ...toolAttack(view, link), summary: link.pattern.summary })),
    more: links.slice(shown).map((link) => toolAttack(view, link)),
    moreLabel: moreLabel(links.length - shown, shown),
  };
}

function moreLabel(more: number, shown: number): string {
  return shown === 0
    ? `${counted(more, 'pattern')} by what is true of the server as a whole`
    : `${counted(more, 'more pattern')}, less specific to this tool`;
}

function toolAttack(view: ServerView, { pattern, reasons, byCategory }: AttackLink): Omit<ToolAttack, 'summary'> {
  const because =
    byCategory === undefined
      ? reasons.map((reason) => reasonProse(view, reason))
      : [[`by category: the tool is ${byCategory} and has no description to tell more`]];
  const seen = new Set<string>();
  const distinct = because.filter((prose) => {
    const key = JSON.stringify(prose);
    return !seen.has(key) && seen.add(key);
  });
  return { title: pattern.title, url: urlOf(pattern), because: distinct.slice(0, MOST_FACTS) };
}

const facetTerms = (facets: readonly string[]): Prose =>
  facets.flatMap((facet, i) => [...(i === 0 ? [] : [i < facets.length - 1 ? ', ' : ' and ']), { term: facet }]);

function reasonProse({ server, tools }: ServerView, { test, tool }: Reason): Prose {
  // What the facets of the tool itself mean stands above.
  if (tool === undefined) return 'facet' in test ? ['it has the facet ', ...facetTerms(test.facet)] : [leafWords(test)];
  const other = tools.find(({ name }) => name === tool);
  const name = shortName(tool, 80);
  const named: Prose[number] =
    other === undefined ? { code: name } : { link: name, url: toolUrl(server.slug, other.slug) };
  return [named, ` of the same server${leafWords(test, '')}`];
}
