import { describe, expect, test } from 'vitest';
import type { Store } from '../../catalog/store/open.ts';
import { ANSWER, type Behaviour } from '../../test/openai/behaviour.ts';
import { askedStore, DOLLAR, QUICK, tool } from '../../test/openai/asked-store.ts';
import { seededRandom } from '../classify/llm/prompt/seeded-random.ts';

const NOTES = Array.from({ length: 12 }, (_, i) => tool(`delete_note_${i}`));
/** Billionths of a dollar. */
const CENT = 10_000_000;

/** What everybody would have to pay who believes the server: settled, lost and reserved requests of the newest run. */
function ledger(store: Store) {
  const rows = store.db
    .prepare<[], { run: number; total: number }>(
      `SELECT model_run_id run, sum(coalesce(cost, worst_cost)) total FROM model_request GROUP BY run ORDER BY run`,
    )
    .all();
  return rows.map(({ total }) => total);
}

test('a request whose worst case exceeds the budget is not sent', async () => {
  const { ask, openAi, store } = await askedStore(NOTES);
  const group = { tools: 1, bytes: 1 };
  expect(await ask({ price: DOLLAR, budget: CENT, group })).toMatchObject({
    counts: { due: 12, finished: 0, left: 12, requests: 0 },
    ending: { kind: 'budget', overrun: false },
    spent: 0,
  });
  expect(openAi.requests).toEqual([]);
  // Each is settled far below its worst case of about two cents, so that more than one fits.
  const result = await ask({ price: DOLLAR, budget: 3 * CENT, group });
  expect(result.ending).toEqual({ kind: 'budget', overrun: false });
  expect(result.counts.finished).toBeGreaterThan(2);
  expect(result.counts.left).toBe(12 - result.counts.finished);
  expect(ledger(store).at(-1)).toBe(result.spent);
  expect(result.spent).toBeLessThanOrEqual(3 * CENT);
});

test('a run that came to its end has spent its budget; the next one has its own', async () => {
  const { ask } = await askedStore(NOTES);
  const options = { price: DOLLAR, budget: 3 * CENT, group: { tools: 1, bytes: 1 } };
  const first = await ask(options);
  const second = await ask(options);
  expect(second.counts.due).toBe(first.counts.left);
  expect(second.counts.finished).toBeGreaterThan(0);
});

test('a run that was broken off goes on with what is left of its budget', async () => {
  const { ask, openAi, store } = await askedStore(NOTES, {
    behave: (_, number) => (number > 2 ? { kind: 'status', status: 503 } : ANSWER),
  });
  const options = { price: DOLLAR, budget: 5 * CENT, group: { tools: 1, bytes: 1 } };
  expect(await ask(options)).toMatchObject({ ending: { kind: 'trouble' } });
  const [before] = ledger(store);
  openAi.script.behave = () => ANSWER;
  const { spent } = await ask(options);
  expect(ledger(store)).toEqual([spent]);
  expect(spent).toBeGreaterThan(before!);
  expect(spent).toBeLessThanOrEqual(5 * CENT);
});

test('what a killed process had under way counts at its worst case', async () => {
  const { ask, openAi, store } = await askedStore(NOTES);
  const options = { price: DOLLAR, budget: 4 * CENT, group: { tools: 1, bytes: 1 } };
  const { id } = store.modelRuns.begin('test-model', openAi.baseUrl, '2026-01-01T00:00:00.000Z');
  const line = { model: 'test-model', promptVersion: 'p', view: 'full' as const, definitions: [], shape: {} };
  store.modelRequests.open({ ...line, id: 'killed', modelRunId: id, batchId: null, worstCost: 3 * CENT }, '2026-01-01');
  const { spent, counts } = await ask(options);
  expect(store.modelRequests.of('killed')).toMatchObject({ state: 'lost', cost: 3 * CENT });
  expect(spent).toBe(3 * CENT);
  expect(counts.requests).toBe(0);
});

test('a server that reports more than a request can have had: nothing further is sent', async () => {
  const { ask, openAi } = await askedStore(NOTES, {
    behave: () => ({
      kind: 'answer',
      usage: { prompt_tokens: 1_000_000, completion_tokens: 5, total_tokens: 1_000_005 },
    }),
  });
  const result = await ask({ price: DOLLAR, budget: 100 * CENT, group: { tools: 1, bytes: 1 } });
  expect(result).toMatchObject({ ending: { kind: 'budget', overrun: true }, counts: { finished: 1, left: 11 } });
  expect(openAi.requests).toHaveLength(1);
});

test('no money without a price: that is a mistake of the caller', async () => {
  const { ask } = await askedStore(NOTES);
  await expect(ask({ budget: CENT })).rejects.toThrow(TypeError);
});

describe('whatever a server does, however many requests are under way', () => {
  const TROUBLE: Behaviour[] = [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 504 },
    { kind: 'reset' },
    { kind: 'body', body: 'no' },
    { kind: 'answer', usage: null },
    { kind: 'answer', finish: 'length' },
    { kind: 'refusal', text: 'no' },
    { kind: 'content', content: 'no' },
    { kind: 'answer', usage: { prompt_tokens: -5, completion_tokens: 'many', total_tokens: 0 } },
    {
      kind: 'answer',
      usage: { prompt_tokens: 4000, completion_tokens: 1500, prompt_tokens_details: { cached_tokens: 9e9 } },
    },
  ];
  test.each(Array.from({ length: 12 }, (_, i) => i))(
    'the budget holds, and nothing is paid twice (%i)',
    async (seed) => {
      const random = seededRandom(`budget ${seed}`);
      const budget = (2 + random.below(12)) * CENT;
      const concurrency = 1 + random.below(6);
      const group = { tools: 1 + random.below(4), bytes: 40_000 };
      const seen: number[] = [];
      const { ask, store } = await askedStore(NOTES, {
        behave: () => {
          seen.push(ledger(store).at(-1)!);
          return random.below(3) === 0 ? TROUBLE[random.below(TROUBLE.length)]! : ANSWER;
        },
      });
      const batch = random.below(3) === 0 ? { wait: true } : undefined;
      const result = await ask({ price: DOLLAR, budget, concurrency, group, batch, limits: QUICK });
      // At every instant at which a server was asked, and at the end.
      expect(Math.max(0, ...seen)).toBeLessThanOrEqual(budget);
      expect(ledger(store).at(-1) ?? 0).toBeLessThanOrEqual(budget);
      expect(result.spent).toBe(ledger(store).at(-1) ?? 0);
      expect(store.db.prepare(`SELECT count(*) n FROM model_request WHERE state = 'open'`).get()).toEqual({ n: 0 });
      // Every usable answer belongs to one paid request, and every paid request is in the ledger.
      const answers = store.db
        .prepare<[], { state: string; paid: number }>(
          `SELECT a.state, (SELECT count(*) FROM model_request r WHERE r.id = a.request_id AND r.state = 'answered') paid
         FROM model_answer a WHERE a.state = 'ok'`,
        )
        .all();
      expect(answers.every(({ paid }) => paid === 1)).toBe(true);
    },
  );
});
