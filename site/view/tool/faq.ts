import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { policyFaq } from '../../../policy/faq.ts';
import { serverUrl } from '../../links.ts';
import type { PolicyView } from '../policy-view.ts';
import { backticks } from '../text/backticks.ts';
import { firstLine } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { sentence, withArticle } from '../text/words.ts';
import type { VerdictView } from './verdict.ts';

/** A question about the tool, its answer, and a policy that goes with it. */
export interface Question {
  id: string;
  question: Prose;
  answer: Prose;
  snippet?: string;
  /** The answer's policy is the recommended one, which the page shows already. */
  printedAbove: boolean;
}

/** The questions of a tool's page. Those about policies are answered by `policy/`. */
export function toolFaq(view: ServerView, tool: ToolRecord, verdict: VerdictView, policy: PolicyView): Question[] {
  const name = { code: firstLine(tool.name, 100) };
  const said = firstLine(tool.definition.description ?? '', 200);
  const governed = policyFaq({ name: tool.name, category: verdict.category }).map(
    ({ id, question, answer, snippet }) => ({
      id,
      question: backticks(question),
      answer: policyAnswer(answer, tool.name),
      ...(snippet === policy.text ? { printedAbove: true } : { snippet, printedAbove: false }),
    }),
  );
  return [
    plain('what', ['What does ', name, ' do?'], whatAnswer(name, said, verdict)),
    plain('level', ['What risk level does ', name, ' have, and why?'], levelAnswer(name, verdict)),
    ...governed,
    plain('server', ['Which server provides ', name, '?'], serverAnswer(view, name)),
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

const plain = (id: string, question: Prose, answer: Prose): Question => ({ id, question, answer, printedAbove: false });

function whatAnswer(name: { code: string }, said: string, { category, meaning }: VerdictView): Prose {
  const own: Prose =
    said === '' ? ['Its server gives no description. '] : ['Its server says: “', { foreign: sentence(said) }, '” '];
  if (meaning === undefined) return [...own, 'What it does could not be established from its definition.'];
  return [...own, 'We read ', name, ` as ${withArticle(category)} tool, one that ${meaning}.`];
}

/** The rationale stands above, whole and with its quotes; here it would say the same again. */
function levelAnswer(name: { code: string }, { level, reckoning }: VerdictView): Prose {
  const rated = level === 'Unclassified' ? ' has no level: it is unclassified. ' : ` is rated ${level}. `;
  return [name, rated, reckoning, ' ', { link: 'The words that it rests on', url: '#why', own: true }, '.'];
}

function serverAnswer({ server, packages }: ServerView, name: { code: string }): Prose {
  const titled: Prose = server.title === null ? [] : [' (', { foreign: firstLine(server.title, 100) }, ')'];
  const answer: Prose = [name, ' is provided by ', { link: server.name, url: serverUrl(server.slug) }, ...titled];
  const [first] = packages;
  if (first === undefined) return [...answer, '.'];
  return [...answer, ', published on ', { foreign: first.registryType }, ' as ', { code: first.identifier }, '.'];
}
