import { describe, expect, test } from 'vitest';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { askExitCode } from '../../cli/ask-lines.ts';
import { askedStore, DOLLAR, QUICK, tool } from '../../test/openai/asked-store.ts';
import type { Behaviour } from '../../test/openai/behaviour.ts';
import type { OpenAiScript } from '../../test/openai-server.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { abandonBatches } from '../classify/llm/batch/give-up.ts';

const NOTES = Array.from({ length: 6 }, (_, i) => tool(`delete_note_${i}`));
const NOW = { group: { tools: 2, bytes: 40_000 }, price: DOLLAR };
const WAIT = { ...NOW, batch: { wait: true } };
const NO_WAIT = { ...NOW, batch: { wait: false } };
/** Two batches for the six tools. */
const SEVERAL = { ...QUICK, batch: { requests: 2, bytes: 1e9 } };

const status = (code: number): Behaviour => ({ kind: 'status', status: code });
const ALL_DONE = { ending: { kind: 'done', unanswered: 0 }, counts: { left: 0, elsewhere: 0 } };
const failureOf = (run: Promise<unknown>) => run.catch((error: unknown) => error);

describe('a batch that was certainly not ordered', () => {
  test.each<[string, OpenAiScript['intercept']]>([
    ['no batch interface', () => status(404)],
    ['files, but no batches', (_, path) => (path === '/v1/batches' ? status(404) : undefined)],
    ['a wrong key', () => status(401)],
    [
      'a batch that it does not like',
      (method, path) => (method + path === 'POST/v1/batches' ? status(400) : undefined),
    ],
  ])('%s: nothing stays reserved, and whoever asks without batches asks about everything', async (_, intercept) => {
    const { ask, openAi, store } = await askedStore(NOTES, { intercept });
    expect(await failureOf(ask({ ...WAIT, limits: SEVERAL }))).toBeInstanceOf(Rejected);
    expect(store.modelRequests.spend()).toEqual([]);
    expect(store.modelBatches.unfinishedOf('test-model')).toEqual([]);
    const result = await ask(NOW);
    expect(result).toMatchObject({ ...ALL_DONE, counts: { due: 6, finished: 6, left: 0, elsewhere: 0 } });
    expect(askExitCode(result)).toBe(0);
    for (const { name } of NOTES) expect(openAi.answered(name)).toBe(1);
  });

  test('a provider in trouble: the batch stays planned, unless somebody asks without batches', async () => {
    const { ask, openAi, store } = await askedStore(NOTES, { intercept: () => status(503) });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'trouble', error: expect.any(RetryLater) } });
    expect(store.modelBatches.unfinishedOf('test-model')).toMatchObject([{ state: 'planned' }]);
    expect(await ask(NOW)).toMatchObject({ ...ALL_DONE, counts: { due: 6, finished: 6 } });
    delete openAi.script.intercept;
    expect(await ask(WAIT)).toMatchObject({ ...ALL_DONE, counts: { due: 0 } });
    expect(openAi.desk.batches).toEqual([]);
  });

  test('a provider that is asked too often takes it later, once', async () => {
    let times = 0;
    const { ask, openAi } = await askedStore(NOTES, {
      intercept: (method, path) => (method + path === 'POST/v1/batches' && ++times < 3 ? status(429) : undefined),
    });
    const limits = { ...QUICK, poll: { ...QUICK.poll, settleMs: 3_600_000 } };
    expect(await ask({ ...WAIT, limits })).toMatchObject(ALL_DONE);
    expect(openAi.desk.batches).toHaveLength(1);
    expect(openAi.calls).not.toContain('GET /v1/batches');
  });
});

describe('a batch that may have been ordered', () => {
  /** The order is carried out, and its answer gets lost. */
  const losing = (instead: (method: string, path: string) => Behaviour | undefined = () => undefined) => {
    let lost = false;
    return (method: string, path: string) => {
      if (lost) return instead(method, path);
      lost = method + path === 'POST/v1/batches';
      return lost ? ('lose-answer' as const) : undefined;
    };
  };

  test('is not ordered again because the list does not show it yet', async () => {
    let looks = 0;
    const empty: Behaviour = { kind: 'body', body: '{"object":"list","data":[],"has_more":false}' };
    const intercept = losing((method, path) => (method + path === 'GET/v1/batches' && ++looks < 2 ? empty : undefined));
    const { ask, openAi } = await askedStore(NOTES, { intercept });
    const limits = { ...QUICK, poll: { ...QUICK.poll, settleMs: 1500 } };
    expect(await ask({ ...WAIT, limits })).toMatchObject(ALL_DONE);
    expect(looks).toBe(2);
    expect(openAi.desk.batches).toHaveLength(1);
  });

  test('is ordered again once it is certain that nobody took it', async () => {
    let times = 0;
    const { ask, openAi } = await askedStore(NOTES, {
      intercept: (method, path) =>
        method + path === 'POST/v1/batches' && ++times === 1 ? { kind: 'reset' } : undefined,
    });
    expect(await ask(WAIT)).toMatchObject(ALL_DONE);
    expect(openAi.desk.batches).toHaveLength(1);
  });

  test('is not ordered again because the list is too long to find it', async () => {
    const { ask, openAi, store } = await askedStore(NOTES, { intercept: losing() });
    const real = openAi.desk.order.bind(openAi.desk);
    openAi.desk.order = (file, metadata) => {
      const made = real(file, metadata);
      for (let i = 0; i < 2100; i++) real('file-0', { toolgate: `other ${i}` });
      return made;
    };
    for (let run = 0; run < 2; run++) {
      expect(await failureOf(ask(WAIT))).toMatchObject({
        name: 'Rejected',
        message: expect.stringContaining('nobody knows whether'),
        hint: expect.stringContaining('--abandon-batches'),
      });
    }
    expect(openAi.desk.batches).toHaveLength(2101);
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 3, open: 3 });
    // Nobody asks about the same tools meanwhile, and nobody is told that all is well.
    const result = await ask(NOW);
    expect(result).toMatchObject({ ending: { kind: 'done' }, counts: { due: 0, elsewhere: 6 } });
    expect(askExitCode(result)).toBe(1);
  });

  test('at another server is waited for, with batches and without, and said so', async () => {
    const store = temporaryStore();
    const first = await askedStore(NOTES, { batches: { states: ['in_progress', 'completed'] } }, { store });
    expect(await first.ask(NO_WAIT)).toMatchObject({ ending: { kind: 'waiting' } });
    const second = await askedStore(NOTES, {}, { store });
    for (const options of [NOW, WAIT]) {
      const result = await second.ask(options);
      expect(result).toMatchObject({ ending: { kind: 'done' }, counts: { due: 0, elsewhere: 6, requests: 0 } });
      expect(askExitCode(result)).toBe(1);
    }
    expect(second.openAi.requests).toEqual([]);
    expect(second.openAi.desk.batches).toEqual([]);
    expect(await first.ask(WAIT)).toMatchObject(ALL_DONE);
    expect(askExitCode(await second.ask(NOW))).toBe(0);
  });

  test('lost by its provider: the others are collected, and it can be given up', async () => {
    const { ask, openAi, store } = await askedStore(NOTES, {
      intercept: (_, path) => (path === '/v1/batches/batch_1' ? status(404) : undefined),
    });
    expect(await failureOf(ask({ ...WAIT, limits: SEVERAL }))).toMatchObject({
      name: 'Rejected',
      message: expect.stringContaining('does not know the batch batch_1'),
      hint: expect.stringContaining('--abandon-batches'),
    });
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 3, open: 2, lost: 0 });
    expect(await ask(NOW)).toMatchObject({ counts: { due: 0, elsewhere: 4 } });

    const reserved = store.modelRequests.openOfBatch(1).reduce((sum, { worstCost }) => sum + worstCost!, 0);
    expect(abandonBatches(store, 'another-model')).toEqual([]);
    expect(abandonBatches(store, 'test-model')).toEqual([
      expect.objectContaining({ providerId: 'batch_1', requests: 2, definitions: 4, worstCost: reserved }),
    ]);
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 3, open: 0, lost: 2 });
    expect(store.modelRequests.spend()[0]!.cost).toBeGreaterThan(reserved);
    expect(await ask(NOW)).toMatchObject({ ...ALL_DONE, counts: { due: 4, finished: 4 } });
    for (const { name } of NOTES) expect(openAi.answered(name)).toBe(1);
  });

  test('given up before anything was ordered, it has cost nothing', async () => {
    const { ask, store } = await askedStore(NOTES, { intercept: () => status(503) });
    await ask(WAIT);
    expect(abandonBatches(store, 'test-model')).toMatchObject([{ providerId: null, requests: 3, worstCost: 0 }]);
    expect(store.modelRequests.spend()).toEqual([]);
  });
});
