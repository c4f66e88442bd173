/** The policy that a tool's page recommends, and what to weigh before it is used. */
import { attacksOf } from '../../../attacks/attacks-of.ts';
import { letsThrough } from '../../../attacks/lets-through.ts';
import { categoryRow, higherLevel } from '../../../catalog/model/rubric.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { compilePolicy } from '../../../policy/compile.ts';
import { explainForTool } from '../../../policy/explain.ts';
import { formatPolicy } from '../../../policy/format-policy.ts';
import { keepOut } from '../../../policy/keep-out.ts';
import { recommendForTool } from '../../../policy/recommend.ts';
import { standingOf } from '../../../policy/standing.ts';
import { serverUrl } from '../../links.ts';
import { urlOf } from '../attacks/attack-line.ts';
import { policyForTool, type PolicyView } from '../policy-view.ts';
import { backticks } from '../text/backticks.ts';
import type { Prose } from '../text/prose.ts';
import type { VerdictView } from './verdict.ts';

export interface ToolPolicyView extends PolicyView {
  /** What the file does not do about the risk that the page states, a paragraph each. */
  weigh: Prose[];
  /** Where the policy for all tools of the server is. */
  wholeUrl: string;
  /** A file that keeps the tool out, where the tool is High or Critical and the recommended one lets it be called. */
  stricter?: { text: string; effect: Prose };
}

type Verdict = Pick<VerdictView, 'category' | 'level'>;

/** The recommended policy of one of the view's tools. */
export function toolPolicy(view: ServerView, tool: ToolRecord, { category, level }: Verdict): ToolPolicyView {
  const { name } = tool;
  const policy = recommendForTool({ name, category });
  const open = ['allowed', 'limited'].includes(standingOf(policy, name));
  const grave = level === 'High' || level === 'Critical';
  const base = categoryRow(category)?.level ?? 'Unclassified';
  const raised = higherLevel(base, level) !== base;
  const compiled = compilePolicy(policy);
  const through = attacksOf(view, tool)
    .map(({ pattern }) => pattern)
    .filter((pattern) => letsThrough(pattern, compiled, name));
  return {
    ...policyForTool(name, category),
    wholeUrl: `${serverUrl(view.server.slug)}#policy`,
    weigh: [
      ...(open && (grave || raised) ? [categoryAlone(view, { category, level }, raised, grave)] : []),
      ...(through.length === 0 ? [] : [lettingThrough(through)]),
    ],
    ...(open && grave ? { stricter: keptOut(name) } : {}),
  };
}

function categoryAlone({ server }: ServerView, { category, level }: Verdict, raised: boolean, grave: boolean): Prose {
  const why = raised
    ? `it does not change with what raises this tool to ${level}.`
    : `every ${category} tool has it, whatever its arguments can do.`;
  return [
    `The recommended rule follows from the category alone: ${why} If agents can do without this tool, `,
    ...(grave ? [{ link: 'keep it out', url: '#policy-stricter', own: true as const }] : ['keep it out']),
    '; the ',
    { link: 'strict policy of the whole server', url: `${serverUrl(server.slug)}#policy-strict`, own: true },
    ' does.',
  ];
}

/** Each pattern with a link to its rule: this file was tried on the sample calls that the rule refuses, with this tool in place of theirs. */
function lettingThrough(patterns: readonly Parameters<typeof urlOf>[0][]): Prose {
  return [
    'This file alone does not stop ',
    ...patterns.flatMap((pattern, i): Prose => [
      i === 0 ? '' : i < patterns.length - 1 ? ', ' : ' and ',
      { link: pattern.title, url: `${urlOf(pattern)}#rule`, own: true },
    ]),
    ': it lets their sample calls through. Each link leads to a rule that does not.',
  ];
}

function keptOut(name: string): { text: string; effect: Prose } {
  const policy = keepOut(name);
  return { text: formatPolicy(policy), effect: backticks(explainForTool(policy, name).effect) };
}
