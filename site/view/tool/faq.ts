import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { policyFaq } from '../../../policy/faq.ts';
import { serverUrl } from '../../links.ts';
import { backticks } from '../text/backticks.ts';
import { shortName } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import type { ToolPolicyView } from './tool-policy.ts';
import type { VerdictView } from './verdict.ts';

/** A question about the tool, its answer, and a policy that goes with it. */
export interface Question {
  id: string;
  question: Prose;
  answer: Prose;
  snippet?: string;
  /** Where the page shows the answer's policy already. */
  printedAt?: string;
}

/**
 * The questions that the sections of a tool's page leave open; what the tool does, its level and its recommended policy have
 * sections of their own. Those about policies are answered by `policy/`.
 */
export function toolFaq(view: ServerView, tool: ToolRecord, verdict: VerdictView, policy: ToolPolicyView): Question[] {
  const name = { code: shortName(tool.name, 100) };
  const printed = new Map([
    [policy.stricter?.text, '#policy-stricter'],
    [policy.text, '#policy'],
  ]);
  const governed = policyFaq({ name: tool.name, category: verdict.category }).map(
    ({ id, question, answer, snippet }) => {
      const printedAt = printed.get(snippet);
      return {
        id,
        question: backticks(question),
        answer: policyAnswer(answer, tool.name),
        ...(printedAt === undefined ? { snippet } : { printedAt }),
      };
    },
  );
  return [
    ...governed,
    { id: 'server', question: ['Which server provides ', name, '?'], answer: serverAnswer(view, name) },
  ];
}

/** Members of policy.json that answers name (`policy/faq.ts`); a tool can be called the same, and is then a name of theirs. */
const POLICY_WORDS = new Set(['max', 'window', 'hide', 'deny_if', 'conditions', 'on_deny']);

const policyAnswer = (answer: string, tool: string): Prose =>
  backticks(answer).map((part) =>
    typeof part === 'object' && 'code' in part && POLICY_WORDS.has(part.code) && part.code !== tool
      ? { term: part.code }
      : part,
  );

function serverAnswer({ server, packages }: ServerView, name: { code: string }): Prose {
  const titled: Prose = server.title === null ? [] : [' (', { foreign: shortName(server.title, 100) }, ')'];
  const answer: Prose = [name, ' is provided by ', { link: server.name, url: serverUrl(server.slug) }, ...titled];
  const [first] = packages;
  if (first === undefined) return [...answer, '.'];
  return [...answer, ', published on ', { foreign: first.registryType }, ' as ', { code: first.identifier }, '.'];
}
