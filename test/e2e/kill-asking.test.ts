/** Real processes that ask a model and are killed, against a server that counts what it is asked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { startOpenAiServer, type OpenAiServer } from '../openai-server.ts';
import { ANSWER, type Behaviour } from '../openai/behaviour.ts';
import { crawlMachine, type CrawlMachine } from './crawl-machine.ts';
import { jsonLines } from './run-command.ts';
import { startToolgate, type ToolgateProcess } from './toolgate-process.ts';

const NOTES = Array.from({ length: 24 }, (_, i) => ({ server: 'io.example/notes', name: `delete_note_${i}` }));
const NAMES = NOTES.map(({ name }) => name);

let machine: CrawlMachine;
beforeAll(async () => {
  machine = await crawlMachine();
});
afterAll(() => machine.close());

/** A catalogue of its own for each test. */
async function catalogue(name: string): Promise<string> {
  const db = machine.at(`${name}.sqlite`);
  const imported = machine.start('import', '-', '--db', db, '--quiet');
  imported.stdin.write(jsonLines(NOTES));
  imported.stdin.end();
  expect(await imported.ended).toMatchObject({ code: 0 });
  return db;
}

function ask(db: string, { baseUrl }: OpenAiServer, ...more: string[]): ToolgateProcess {
  const args = [
    '--db',
    db,
    '--model',
    'm',
    '--base-url',
    baseUrl,
    '--ask',
    'all',
    '--price-in',
    '1',
    '--price-out',
    '1',
  ];
  return startToolgate(['classify', ...args, ...more], { ...machine.env, OPENAI_API_KEY: 'sk-of-the-test' });
}

/** A behaviour that never answers the given request, and a promise for when it is asked. */
function silentFrom(first: number): {
  behave: (request: unknown, number: number) => Behaviour;
  reached: Promise<void>;
} {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return {
    reached,
    behave: (_, number) => {
      if (number < first) return ANSWER;
      reach();
      return { kind: 'hang' };
    },
  };
}

function stored(db: string) {
  const store = openStore(db, { readonly: true });
  try {
    const count = (sql: string) => store.db.prepare<[], { n: number }>(`SELECT count(*) n FROM ${sql}`).get()!.n;
    return {
      answers: count(`model_answer WHERE state = 'ok'`),
      answered: count(`model_request WHERE state = 'answered'`),
      lost: count(`model_request WHERE state = 'lost'`),
      open: count(`model_request WHERE state = 'open'`),
      byModel: count(`classification WHERE decided_by LIKE '%"kind":"model"%'`),
    };
  } finally {
    store.close();
  }
}

/** Makes an order under way ten minutes older. */
function age(db: string): void {
  const store = openStore(db);
  try {
    const at = new Date(Date.now() - 600_000).toISOString();
    expect(store.db.prepare(`UPDATE model_batch SET status = ? WHERE state = 'uploaded'`).run(at).changes).toBe(1);
  } finally {
    store.close();
  }
}

describe('asking that is killed', { timeout: 120_000 }, () => {
  test.each([1, 2, 4, 7])(
    'at request %i: what was answered is kept, and nothing is asked twice but that request',
    async (at) => {
      const db = await catalogue(`sync-${at}`);
      const { behave, reached } = silentFrom(at);
      const server = await startOpenAiServer({ behave });
      const killed = ask(db, server, '--tools-per-request', '3', '--concurrency', '1', '--budget', '10');
      await reached;
      killed.signal('SIGKILL');
      expect((await killed.ended).code).toBe(null);
      expect(stored(db)).toMatchObject({ answers: 3 * (at - 1), answered: at - 1, open: 1 });

      server.script.behave = () => ANSWER;
      const again = await ask(db, server, '--tools-per-request', '3', '--concurrency', '1', '--budget', '10').ended;
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(`${24 - 3 * (at - 1)} of `) as string });
      expect(stored(db)).toEqual({ answers: 24, answered: 8, lost: 1, open: 0, byModel: 24 });
      // Everybody was answered once; only those of the request under way were asked a second time.
      expect(NAMES.map((name) => server.answered(name))).toEqual(NAMES.map(() => 1));
      const asked = NAMES.map((name) => server.asked(name));
      expect(asked.filter((n) => n === 2)).toHaveLength(3);
      expect(asked.filter((n) => n > 2)).toEqual([]);
    },
  );

  test('with several requests under way: each of them at most once more', async () => {
    const db = await catalogue('several');
    const { behave, reached } = silentFrom(5);
    const server = await startOpenAiServer({ behave });
    const killed = ask(db, server, '--tools-per-request', '2', '--concurrency', '4', '--no-budget');
    await reached;
    killed.signal('SIGKILL');
    await killed.ended;
    const before = stored(db);
    expect(before.answered + before.open).toBeGreaterThan(4);
    server.script.behave = () => ANSWER;
    expect(await ask(db, server, '--tools-per-request', '2', '--no-budget').ended).toMatchObject({ code: 0 });
    expect(stored(db)).toMatchObject({ answers: 24, open: 0, lost: before.open });
    for (const name of NAMES) expect(server.answered(name)).toBeLessThanOrEqual(2);
    // Answered on the wire, but not stored when the kill came: at most what was under way.
    const twice = NAMES.filter((name) => server.answered(name) === 2);
    expect(twice.length).toBeLessThanOrEqual(2 * before.open);
  });

  test('by Ctrl-C: ends in order, and goes on', async () => {
    const db = await catalogue('interrupted');
    let release = () => {};
    const after = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { behave, reached } = silentFrom(3);
    const server = await startOpenAiServer({
      behave: (request, number) => {
        const behaviour = behave(request, number);
        return number === 3 ? { kind: 'answer', after } : behaviour;
      },
    });
    const interrupted = ask(db, server, '--tools-per-request', '3', '--concurrency', '1', '--no-budget');
    await reached;
    interrupted.signal('SIGINT');
    release();
    expect(await interrupted.ended).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('stopped; 15 definitions left') as string,
    });
    // A further request may have been sent before the signal was heard; none after it.
    expect(server.requests.length).toBeLessThanOrEqual(4);
    expect(stored(db)).toMatchObject({ answers: 9, lost: server.requests.length - 3, open: 0 });
    server.script.behave = () => ANSWER;
    expect(await ask(db, server, '--no-budget').ended).toMatchObject({ code: 0 });
    expect(NAMES.map((name) => server.answered(name))).toEqual(NAMES.map(() => 1));
  });
});

describe('a batch that is killed', { timeout: 120_000 }, () => {
  test.each([
    ['while its file is uploaded', 'POST', '/v1/files', true],
    ['while its file is uploaded, which arrives', 'POST', '/v1/files', false],
    ['while it is ordered', 'POST', '/v1/batches', true],
    ['while it is ordered, which succeeds', 'POST', '/v1/batches', false],
    ['while it is looked at', 'GET', '/v1/batches/batch_1', true],
    ['while its answers are fetched', 'GET', '/v1/files/file-2/content', true],
  ])('%s: found again, and paid once', async (what, method, path, before) => {
    const db = await catalogue(what.replaceAll(/\W+/g, '-'));
    let reach = () => {};
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const server = await startOpenAiServer({
      intercept: (m, p) => {
        if (m !== method || p !== path) return undefined;
        reach();
        return before ? { kind: 'hang' } : 'keep-answer';
      },
    });
    const killed = ask(db, server, '--batch', '--budget', '10');
    await reached;
    killed.signal('SIGKILL');
    await killed.ended;
    delete server.script.intercept;
    // An order that the provider does not list is sent again only when it is old enough to be sure; nobody waits for that here.
    if (what === 'while it is ordered') age(db);
    expect(await ask(db, server, '--batch', '--budget', '10').ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('24 of 24 definitions settled') as string,
    });
    expect(server.desk.batches).toHaveLength(1);
    expect(server.desk.files.filter(({ purpose }) => purpose === 'batch')).toHaveLength(1);
    expect(NAMES.map((name) => server.answered(name))).toEqual(NAMES.map(() => 1));
    expect(stored(db)).toMatchObject({ answers: 24, lost: 0, open: 0, byModel: 24 });
  });
});
