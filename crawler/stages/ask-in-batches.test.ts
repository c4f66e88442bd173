import { describe, expect, test } from 'vitest';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { ANSWER, type Behaviour } from '../../test/openai/behaviour.ts';
import { askedStore, DOLLAR, QUICK, tool } from '../../test/openai/asked-store.ts';

const NOTES = Array.from({ length: 6 }, (_, i) => tool(`delete_note_${i}`));
const SMALL = { group: { tools: 2, bytes: 40_000 }, price: DOLLAR };
const WAIT = { ...SMALL, batch: { wait: true } };
const NO_WAIT = { ...SMALL, batch: { wait: false } };

describe('a batch that goes well', () => {
  test('is uploaded, ordered, waited for and collected, at half the price', async () => {
    const { ask, openAi, verdict, store } = await askedStore(NOTES, {
      batches: { states: ['validating', 'in_progress', 'in_progress', 'finalizing', 'completed'] },
    });
    expect(await ask(WAIT)).toMatchObject({
      counts: { due: 6, finished: 6, left: 0, requests: 3 },
      ending: { kind: 'done', unanswered: 0 },
    });
    expect(openAi.desk.batches).toHaveLength(1);
    expect(openAi.calls).toEqual([
      'POST /v1/files',
      'POST /v1/batches',
      ...Array.from({ length: 5 }, () => 'GET /v1/batches/batch_1'),
      'GET /v1/files/file-2/content',
    ]);
    const [input] = openAi.desk.files;
    expect(input).toMatchObject({
      purpose: 'batch',
      filename: expect.stringMatching(/^toolgate-[0-9a-f]{32}\.jsonl$/),
    });
    expect(input!.text.trimEnd().split('\n')).toHaveLength(3);
    expect(openAi.desk.batches[0]!.metadata).toEqual({ toolgate: input!.filename.slice(9, -6) });
    const [spend] = store.modelRequests.spend();
    expect(spend).toMatchObject({ requests: 3, open: 0, lost: 0 });
    expect(spend!.cost).toBe((spend!.tokensIn + spend!.tokensOut) * 500);
    for (const { name } of NOTES) expect(verdict(name)).toMatchObject({ decidedBy: { kind: 'model' } });
  });

  test('needs further batches for what was not usable and for second looks', async () => {
    const tools = [tool('delete_note'), tool('zap', 'Deletes everything you have.'), tool('create_note')];
    let spoiled = false;
    const { ask, openAi, verdict } = await askedStore(tools, {
      behave: () => ({
        kind: 'answer',
        edit: (answers, request) => ({
          tools: answers.map(({ id, facts }, i) => {
            if (spoiled || request.tools[i]!.tool.name !== 'create_note') return { id, facts };
            spoiled = true;
            return { id, facts: facts.map((fact) => ({ ...fact, quote: 'never said' })) };
          }),
        }),
      }),
    });
    expect(await ask({ ...WAIT, group: { tools: 8, bytes: 40_000 } })).toMatchObject({ counts: { left: 0 } });
    expect(openAi.desk.batches).toHaveLength(2);
    expect([openAi.answered('create_note'), openAi.answered('delete_note')]).toEqual([2, 1]);
    expect(verdict('create_note')).toMatchObject({ category: 'Write', decidedBy: { kind: 'model' } });
  });

  test('is one of several when one file cannot hold everything', async () => {
    const byRequests = await askedStore(NOTES);
    const limits = { ...QUICK, batch: { requests: 2, bytes: 1e9 } };
    await byRequests.ask({ ...WAIT, limits });
    expect(byRequests.openAi.desk.batches).toHaveLength(2);
    const lines = byRequests.openAi.desk.files.flatMap(({ text }) => text.trimEnd().split('\n'));
    const bytes = Math.round(1.5 * Math.max(...lines.map((line) => line.length)));
    const byBytes = await askedStore(NOTES);
    await byBytes.ask({ ...WAIT, limits: { ...QUICK, batch: { requests: 50_000, bytes } } });
    const inputs = byBytes.openAi.desk.files.filter(({ purpose }) => purpose === 'batch');
    expect(inputs.length).toBeGreaterThan(1);
    for (const { text } of inputs) expect(text.length).toBeLessThanOrEqual(bytes);
    for (const { openAi } of [byRequests, byBytes]) {
      for (const { name } of NOTES) expect(openAi.answered(name)).toBe(1);
    }
  });

  test('need not be waited for: the next run goes on, and pays nothing twice', async () => {
    const { ask, openAi, store, verdict } = await askedStore(NOTES, {
      batches: { states: ['validating', 'in_progress', 'completed'] },
    });
    expect(await ask(NO_WAIT)).toMatchObject({ ending: { kind: 'waiting', batches: 1 }, counts: { left: 6 } });
    expect(verdict(NOTES[0]!.name)).toMatchObject({ decidedBy: { kind: 'rules' } });
    // Nor does a run that is answered at once ask what the batch asks.
    expect(await ask(SMALL)).toMatchObject({ counts: { due: 0, elsewhere: 6, requests: 0 } });
    expect(await ask(NO_WAIT)).toMatchObject({ ending: { kind: 'waiting', batches: 1 } });
    expect(await ask(NO_WAIT)).toMatchObject({ ending: { kind: 'done', unanswered: 0 }, counts: { left: 0 } });
    expect(openAi.desk.batches).toHaveLength(1);
    for (const { name } of NOTES) expect(openAi.answered(name)).toBe(1);
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 3, open: 0 });
    expect(verdict(NOTES[0]!.name)).toMatchObject({ decidedBy: { kind: 'model' } });
  });

  test('stopped while it waits, is collected by the next run', async () => {
    const stop = new AbortController();
    const { ask, openAi } = await askedStore(NOTES, {
      batches: { states: ['in_progress', 'completed'] },
      intercept: (method, path) => {
        if (method === 'GET' && path.startsWith('/v1/batches/')) stop.abort(new Error('stopped'));
        return undefined;
      },
    });
    expect(await ask(WAIT, stop.signal)).toMatchObject({ ending: { kind: 'stopped' }, counts: { left: 6 } });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
    expect(openAi.desk.batches).toHaveLength(1);
  });
});

describe('a batch that ends early', () => {
  test.each(['expired', 'cancelled'])('%s: what was done counts, the rest is due again', async (state) => {
    const { ask, openAi, store } = await askedStore(NOTES, { batches: { states: ['in_progress', state], done: 2 } });
    expect(await ask(WAIT)).toMatchObject({
      ending: { kind: 'broken-off', status: state },
      counts: { due: 6, finished: 4, left: 2 },
    });
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 2, open: 0, lost: 0 });
    openAi.desk.script = {};
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { due: 2, left: 0 } });
    for (const { name } of NOTES) expect(openAi.answered(name)).toBe(1);
  });

  test.each(['expired', 'cancelled'])('%s: what nobody can read may have been paid', async (state) => {
    const { ask, store } = await askedStore(NOTES, { batches: { states: [state], done: 2, broken: [1] } });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'broken-off' }, counts: { finished: 2, left: 4 } });
    const [spend] = store.modelRequests.spend();
    // One was answered, one is unreadable, one was never tried.
    expect(spend).toMatchObject({ requests: 2, open: 0, lost: 1 });
    expect(spend!.cost).toBeGreaterThan(10_000_000 / 2);
  });

  test('not accepted at all: nothing is paid, and the reason is told', async () => {
    const { ask, store } = await askedStore(NOTES, {
      batches: { states: ['failed'], errors: [{ code: 'model_not_found', message: 'The model cannot be used here.' }] },
    });
    const failure = await ask(WAIT).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Rejected);
    expect((failure as Error).message).toContain('The model cannot be used here.');
    expect(store.modelRequests.spend()).toEqual([]);
    expect(store.modelBatches.unfinished(1)).toEqual([]);
  });

  test('too much for the account now: later', async () => {
    const { ask } = await askedStore(NOTES, {
      batches: {
        states: ['failed'],
        errors: [{ code: 'token_limit_exceeded', message: 'Enqueued token limit reached' }],
      },
    });
    expect((await ask(WAIT)).ending).toMatchObject({ kind: 'trouble', error: expect.any(RetryLater) });
  });

  test('completed, but an answer is missing: it may have been paid, and is asked again', async () => {
    const { ask, openAi, store } = await askedStore(NOTES, { batches: { lost: [1] } });
    const first = openAi.script;
    const run = ask(WAIT);
    // Only the first batch loses something.
    openAi.desk.script = { lost: [1] };
    first.intercept = (method, path) => {
      if (method === 'POST' && path === '/v1/batches' && openAi.desk.batches.length > 0) openAi.desk.script = {};
      return undefined;
    };
    expect(await run).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 4, lost: 1, open: 0 });
  });

  test('with lines in it that nobody can read', async () => {
    const noise = [
      'nonsense',
      '{}',
      '{"custom_id":"of somebody else","response":{"status_code":200,"body":{}}}',
      '[1]',
    ];
    const { ask } = await askedStore(NOTES, { batches: { noise: `${noise.join('\n')}\n${'x'.repeat(5_000_000)}\n` } });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
  });
});

describe('requests of a batch that fail', () => {
  const unknown: Behaviour = {
    kind: 'status',
    status: 400,
    error: { message: "Unsupported parameter: 'response_format'", param: 'response_format' },
  };

  test('for a parameter: the next batch goes without it', async () => {
    const { ask, openAi, store } = await askedStore(NOTES, {
      behave: ({ body }) => (body.response_format.type === 'json_schema' ? unknown : ANSWER),
    });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
    expect(openAi.desk.batches).toHaveLength(2);
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 3, lost: 0 });
  });

  test.each<[string, Behaviour]>([
    ['for trouble of the server', { kind: 'status', status: 500 }],
    ['without a chat completion', { kind: 'body', body: '' }],
    ['cut off', { kind: 'answer', finish: 'length' }],
    ['for their length', { kind: 'status', status: 400, error: { code: 'context_length_exceeded', message: 'x' } }],
  ])('%s: asked again', async (_, behaviour) => {
    const { ask, openAi } = await askedStore(NOTES, { behave: (__, number) => (number === 1 ? behaviour : ANSWER) });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
    expect(openAi.desk.batches).toHaveLength(2);
  });

  test('again and again: not for ever', async () => {
    const { ask, openAi } = await askedStore(NOTES, { behave: () => ({ kind: 'status', status: 500 }) });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done', unanswered: 6 }, counts: { left: 6 } });
    expect(openAi.desk.batches.length).toBeLessThan(10);
  });

  test('for a wrong key: the run ends', async () => {
    const { ask, store } = await askedStore(NOTES, { behave: () => ({ kind: 'status', status: 401 }) });
    await expect(ask(WAIT)).rejects.toThrow(Rejected);
    expect(store.modelRequests.spend()).toEqual([]);
  });
});

describe('a provider whose answers get lost', () => {
  test.each([
    ['POST', '/v1/files'],
    ['POST', '/v1/batches'],
    ['GET', '/v1/batches/batch_1'],
    ['GET', '/v1/files/file-2/content'],
  ])('%s %s: nothing is ordered twice', async (method, path) => {
    let lost = false;
    const { ask, openAi, store } = await askedStore(NOTES, {
      intercept: (m, p) => {
        if (lost || m !== method || p !== path) return undefined;
        lost = true;
        return 'lose-answer';
      },
    });
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
    expect(lost).toBe(true);
    expect(openAi.desk.batches).toHaveLength(1);
    expect(openAi.desk.files.filter(({ purpose }) => purpose === 'batch')).toHaveLength(1);
    for (const { name } of NOTES) expect(openAi.answered(name)).toBe(1);
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 3, lost: 0, open: 0 });
  });

  test.each(['/v1/files', '/v1/batches'])(
    'POST %s, until nobody tries any more: the next run finds it',
    async (path) => {
      const { ask, openAi } = await askedStore(NOTES, {
        intercept: (method, at) => {
          if (at !== path) return undefined;
          return method === 'POST' ? 'lose-answer' : { kind: 'status', status: 503 };
        },
      });
      expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'trouble', error: expect.any(RetryLater) } });
      delete openAi.script.intercept;
      expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
      expect(openAi.desk.batches).toHaveLength(1);
      for (const { name } of NOTES) expect(openAi.answered(name)).toBe(1);
    },
  );

  test('found again among many others', async () => {
    let lost = false;
    const { ask, openAi } = await askedStore(NOTES, {
      intercept: (method, path) => {
        if (lost || method !== 'POST' || path !== '/v1/batches') return undefined;
        lost = true;
        return 'lose-answer';
      },
    });
    const others = () => {
      for (let i = 0; i < 250; i++) openAi.desk.order('file-0', { toolgate: `other ${i}` });
    };
    const run = ask(WAIT);
    const real = openAi.desk.order.bind(openAi.desk);
    openAi.desk.order = (file, metadata) => {
      const made = real(file, metadata);
      openAi.desk.order = real;
      others();
      return made;
    };
    expect(await run).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
    expect(openAi.desk.batches).toHaveLength(251);
  });

  test('a server without batches says so', async () => {
    const { ask } = await askedStore(NOTES, { intercept: () => ({ kind: 'status', status: 404 }) });
    const failure = await ask(WAIT).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'Rejected', hint: expect.stringContaining('--batch') });
  });
});

describe('a batch and another version of Toolgate', () => {
  test('answers to another prompt are paid and thrown away, and the tools asked anew', async () => {
    const { ask, openAi, store } = await askedStore(NOTES, { batches: { states: ['in_progress', 'completed'] } });
    expect(await ask(NO_WAIT)).toMatchObject({ ending: { kind: 'waiting' } });
    store.db.prepare(`UPDATE model_request SET prompt_version = 'prompt@000000000000'`).run();
    expect(await ask(WAIT)).toMatchObject({ ending: { kind: 'done' }, counts: { left: 0 } });
    expect(openAi.desk.batches).toHaveLength(2);
    expect(store.modelRequests.spend()[0]).toMatchObject({ requests: 6, open: 0 });
  });
});
