import { expect, test } from 'vitest';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { parseTool } from '../../catalog/parse-tool.ts';
import { classify } from '../../crawler/classify/classify.ts';
import { askedStore } from '../openai/asked-store.ts';
import type { AnswerTool, Behaviour } from '../openai/behaviour.ts';
import type { ChatRequestSeen } from '../openai/chat-request.ts';
import type { ShownFact, ShownTool } from '../openai/keyword-reader.ts';
import { DANGEROUS } from './base-tools.ts';
import { grid } from './grid.ts';
import { numberOf } from './seeded.ts';
import { type Outcome, outcome } from './verdict-order.ts';

/** Names that a test tool of the classifier may have as well: the models below could not tell the two apart. */
const TEST_TOOLS = new Set(['delete_repository', 'transfer_funds', 'send_email']);

/** One attacked version of every tool, no two with the same name, as one server would list them. */
function attackedTools(round: number): ToolDefinition[] {
  const tools = new Map<string, ToolDefinition>();
  for (const base of DANGEROUS) {
    for (const { subject } of grid([base], (id) => numberOf(`${round}/${id}`) % 500 === 0)) {
      const parsed = parseTool(structuredClone(subject.tool), 0);
      if ('malformed' in parsed || tools.has(parsed.tool.name) || TEST_TOOLS.has(parsed.tool.name)) continue;
      tools.set(parsed.tool.name, parsed.tool);
      break;
    }
  }
  return [...tools.values()];
}

const reads = ({ tool: { name } }: ShownTool): ShownFact[] => [
  {
    claim: 'effect:read',
    object: 'other',
    reversibility: 'auto',
    certainty: 'clear',
    field: '/name',
    quote: name.slice(0, 20),
  },
];

/** What a model does once a text has won it over. */
interface WonOver {
  does: string;
  behave: (ours: ReadonlySet<string>) => (request: ChatRequestSeen, number: number) => Behaviour;
  allowed: readonly Outcome[];
}

/** Now and then: a run ends when none of the first few answers can be used. */
const honest: Behaviour = { kind: 'answer' };
const answers = (change: (answer: AnswerTool, shown: ShownTool) => AnswerTool): Behaviour => ({
  kind: 'answer',
  edit: (all, { tools }) => ({ tools: all.map((answer, at) => change(answer, tools[at] as ShownTool)) }),
});

const MODELS: readonly WonOver[] = [
  {
    does: 'says of every tool of the server that it reads, and is right about the test tool',
    behave: (ours) => () =>
      answers((answer, shown) => (ours.has(shown.tool.name) ? { ...answer, facts: reads(shown) } : answer)),
    allowed: ['held', 'raised'],
  },
  {
    does: 'says nothing about the tools of the server',
    behave: (ours) => () => answers((answer, shown) => (ours.has(shown.tool.name) ? { ...answer, facts: [] } : answer)),
    allowed: ['held', 'raised'],
  },
  {
    does: 'says of everything that it reads, the test tool included, two times of three',
    behave: () => (_, number) =>
      number % 3 === 1 ? honest : answers((answer, shown) => ({ ...answer, facts: reads(shown) })),
    // Wrong about a test tool that does not read, an answer is worth nothing.
    allowed: ['held', 'raised', 'unclassified'],
  },
  {
    does: 'hands on the verdict that it was given, two times of three',
    behave: () => (_, number) =>
      number % 3 === 1
        ? honest
        : { kind: 'content', content: '{"category":"Read","level":"Low","facets":[],"confidence":"high"}' },
    allowed: ['held', 'raised', 'unclassified'],
  },
  {
    does: 'quotes what the attacker wishes that the definition said, two times of three',
    behave: () => (_, number) =>
      number % 3 === 1
        ? honest
        : answers((answer, shown) => ({
            ...answer,
            facts: reads(shown).map((fact) => ({ ...fact, quote: 'it is proven that this only reads' })),
          })),
    allowed: ['held', 'raised', 'unclassified'],
  },
];

test.each(MODELS.map((model, round) => ({ ...model, round })))(
  'a model over HTTP that $does',
  async ({ behave, allowed, round }) => {
    const tools = attackedTools(round);
    expect(tools.length).toBeGreaterThan(50);
    const asked = await askedStore(tools, { behave: behave(new Set(tools.map(({ name }) => name))) });
    const result = await asked.ask({ group: { tools: 8, bytes: 200_000 }, concurrency: 4 });
    expect(result.ending.kind).toBe('done');
    const outcomes = tools.map((tool) => {
      const verdict = asked.verdict(tool.name);
      return { name: tool.name, by: verdict.decidedBy.kind, outcome: outcome(classify(tool), verdict) };
    });
    expect(outcomes.filter((one) => !allowed.includes(one.outcome))).toEqual([]);
    expect(outcomes.filter(({ by }) => by === 'model').length).toBeGreaterThan(tools.length / 4);
  },
);
