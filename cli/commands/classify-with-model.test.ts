import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../test/e2e/run-command.ts';
import { askedCatalogue, KEY, ROWS } from '../../test/openai/asked-catalogue.ts';
import { ANSWER } from '../../test/openai/behaviour.ts';

describe('a catalogue', () => {
  test('is classified with what the model says, and status says what it cost', async () => {
    const { db, classify, asking, openAi } = await askedCatalogue();
    const prices = ['--price-in', '1', '--price-out', '2', '--budget', '1'];
    const { code, stdout } = await classify([...asking, ...prices]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^some-model: 3 of 3 definitions settled, in [12] requests? for \$0\.\d+ of \$1\.00\n3 tools looked at, 3 definitions classified/,
      ),
    });
    const again = await classify([...asking, ...prices, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({
      status: 'done',
      asked: { model: 'some-model', due: 0, requests: 0, ended: 'done', spentUsd: 0, budgetUsd: 1 },
    });
    // The answers need no server any more: whoever classifies next keeps them.
    const plain = await classify(['--db', db], {});
    expect(plain.stdout).toContain('3 tools looked at, 0 definitions classified');
    const status = await runCommand(['status', '--db', db]);
    expect(status.stdout).toMatch(/^model some-model: \$0\.\d+ for [12] requests?, [\d,]+ tokens in, [\d,]+ out$/m);
    expect(JSON.parse((await runCommand(['status', '--db', db, '--json'])).stdout)).toMatchObject({
      spend: [{ model: 'some-model', lost: 0, open: 0, unpriced: 0, costUsd: expect.any(Number) }],
    });
    expect(openAi.asked('delete_note')).toBe(1);
  });

  test('is asked about by nobody without --model, whatever the environment holds', async () => {
    const { db, classify, openAi } = await askedCatalogue();
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openAi.baseUrl };
    expect(await classify(['--db', db], env)).toMatchObject({ code: 0 });
    expect(openAi.requests).toEqual([]);
    const named = await classify(['--db', db, '--model', 'm', '--ask', 'all'], env);
    expect(named.code).toBe(0);
    expect(openAi.requests[0]!.authorization).toBe(`Bearer ${KEY}`);
  });

  test('a server of one’s own needs no key, and costs nothing', async () => {
    const { classify, asking, openAi } = await askedCatalogue();
    const { code, stdout } = await classify([...asking, '--budget', '0'], {});
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('for $0 of $0') as string });
    expect(openAi.requests[0]!.authorization).toBe('Bearer none');
  });

  test('over budget: in part, and said so', async () => {
    const { classify, asking, openAi } = await askedCatalogue();
    const { code, stdout } = await classify([...asking, '--price-in', '1', '--price-out', '1', '--budget', '0.001']);
    expect(code).toBe(1);
    expect(stdout).toContain('the next request could exceed the budget; 3 definitions left');
    expect(openAi.requests).toEqual([]);
  });

  test('a server that asks for a long pause: exit code 3, and the rules’ verdicts', async () => {
    const { classify, asking } = await askedCatalogue({
      behave: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '7200' } }),
    });
    const { code, stdout, stderr } = await classify([...asking, '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'partial',
      stages: { classify: { tools: 3 } },
      asked: {
        ended: 'trouble',
        left: 3,
        error: { message: expect.stringContaining('asks to wait 7200 s') as string },
      },
    });
    expect(stderr).toContain('"exitCode":3');
  });

  test('a wrong key: exit code 2, without the key in any message', async () => {
    const { classify, asking } = await askedCatalogue({
      behave: () => ({ kind: 'status', status: 401, error: { message: `Incorrect API key provided: ${KEY}` } }),
    });
    const { code, stderr } = await classify(asking);
    expect(code).toBe(2);
    expect(stderr).toContain('OPENAI_API_KEY');
    expect(stderr).not.toContain(KEY);
  });

  test('for money only with a limit, or with the word that there is none', async () => {
    const { classify, asking, openAi } = await askedCatalogue();
    const prices = ['--price-in', '1', '--price-out', '1'];
    const { code, stderr } = await classify([...asking, ...prices]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/costs money.*\n.*--no-budget/) });
    expect(openAi.requests).toEqual([]);
    expect((await classify([...asking, ...prices, '--no-budget'])).stdout).toMatch(/for \$0\.\d+$/m);
  });
});

describe('--estimate', () => {
  const maxUsd = (text: string) =>
    (JSON.parse(text) as { estimate: { first: { maxUsd: number } } }).estimate.first.maxUsd;

  test('says what it would take, asks nobody, and needs no key', async () => {
    const { db, classify, openAi } = await askedCatalogue();
    const args = ['--db', db, '--model', 'gpt-5-nano', '--ask', 'all', '--estimate'];
    const { code, stdout } = await classify(args, {});
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^gpt-5-nano would be asked about 3 definitions\n {2}first look: 1 request, at most [\d,]+ tokens in/,
    );
    expect(stdout).toMatch(/at most \$0\.00\d+, usually about \$0\.00\d+/);
    expect(stdout).toContain('second look, if all 3 needed one');
    const half = await classify([...args, '--batch', '--json'], {});
    const full = await classify([...args, '--json'], {});
    expect(maxUsd(half.stdout)).toBeCloseTo(maxUsd(full.stdout) / 2, 8);
    const unpriced = await classify(['--db', db, '--model', 'unheard-of', '--estimate'], {});
    expect(unpriced.stdout).toContain('cost not known');
    expect(openAi.requests).toEqual([]);
  });

  test('bounds what is really sent', async () => {
    const { classify, asking, openAi } = await askedCatalogue();
    const { stdout } = await classify([...asking, '--estimate', '--json']);
    const { first } = (JSON.parse(stdout) as { estimate: { first: { tokensIn: number; requests: number } } }).estimate;
    await classify(asking);
    const { messages, response_format: format } = openAi.requests[0]!.body;
    const bytes = [...messages.map(({ content }) => content), JSON.stringify(format)].join('').length;
    expect(first.requests).toBe(1);
    // The test tool is another one each time.
    expect(Math.abs(first.tokensIn - bytes)).toBeLessThan(600);
  });
});

describe('--explain', () => {
  test('shows request, answer, checks and decision, exactly and without the key', async () => {
    const { db, classify, asking, openAi } = await askedCatalogue();
    await classify(asking);
    const sent = openAi.requests.length;
    const { code, stdout } = await classify(['--db', db, '--explain', 'io.example/notes/delete_note']);
    expect(code).toBe(0);
    expect(openAi.requests).toHaveLength(sent);
    const request = openAi.requests.find(({ tools }) => tools.some(({ tool }) => tool.name === 'delete_note'))!;
    for (const { content } of request.body.messages) expect(stdout).toContain(content);
    expect(stdout).toContain('"strict":true');
    expect(stdout).toMatch(/--- answer of some-model-2026-01-01 \(sync, \d+ tokens in/);
    expect(stdout).toMatch(/\{"tools":\[\{"id":"[0-9a-f]{8}"/);
    expect(stdout).toContain('--- checks: ok');
    expect(stdout).toMatch(/effect delete, clear, by llm: \/name: "delet/);
    expect(stdout).toMatch(/^RULES rules@[0-9a-f]{12}: Destructive, Critical/m);
    expect(stdout).toMatch(/^VERDICT Destructive, Critical, confidence \w+, by model/m);
    expect(stdout).not.toContain(KEY);
  });

  test('finds tools with slashes in their names, in one word or two', async () => {
    const { db, classify } = await askedCatalogue();
    for (const names of [['io.example/notes/a/b'], ['io.example/notes', 'a/b']]) {
      const { stdout } = await classify(['--db', db, '--explain', ...names, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ tool: 'io.example/notes/a/b', verdict: { category: 'Write' } });
    }
    const nobody = await classify(['--db', db, '--explain', 'io.example/notes/none']);
    expect(nobody.code).toBe(2);
    expect(nobody.stderr).toContain('no tool io.example/notes/none');
  });

  test('without a key shows the rules, and the request that would be sent', async () => {
    const { db, classify, openAi } = await askedCatalogue();
    const tool = ['--db', db, '--explain', 'io.example/notes/delete_note'];
    expect((await classify(tool, {})).stdout).not.toContain('system message');
    const would = await classify([...tool, '--model', 'gpt-5-nano'], {});
    expect(would.code).toBe(0);
    expect(would.stdout).toContain('FIRST LOOK: gpt-5-nano, prompt@');
    expect(would.stdout).toContain('not sent; the random parts are an example');
    expect(would.stdout).toContain('"name":"delete_note"');
    expect(openAi.requests).toEqual([]);
  });

  test('asks about the tool when it can, and shows an answer that was thrown away', async () => {
    const { classify, asking, openAi } = await askedCatalogue({
      behave: () => ({ kind: 'content', content: 'I would rather not.' }),
    });
    const { stdout } = await classify([...asking, '--explain', 'io.example/notes/delete_note']);
    expect(openAi.requests).toHaveLength(2);
    expect(openAi.asked('frobnicate')).toBe(0);
    expect(stdout).toContain('I would rather not.');
    expect(stdout).toContain('--- checks: failed, because it is no JSON');
    expect(stdout).toMatch(/^VERDICT Unclassified, Unclassified/m);
  });
});

describe('a file', () => {
  test('is classified with a model as well', async () => {
    const { folder, input, classify, asking, openAi } = await askedCatalogue();
    const output = join(folder, 'out.jsonl');
    const args = ['--input', input, '--output', output, ...asking.slice(2)];
    const { code, stderr } = await classify(args);
    expect(code).toBe(0);
    expect(stderr).toContain('3 of 3 definitions settled');
    const verdicts = readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(verdicts.map(({ name }) => name)).toEqual(ROWS.map(({ name }) => name));
    expect(verdicts[0]).toMatchObject({ category: 'Destructive', decidedBy: { kind: 'model' }, disputed: false });
    // Without a catalogue the answers are gone; with one they are kept.
    const first = openAi.requests.length;
    await classify(args);
    expect(openAi.requests.length).toBe(2 * first);
    const kept = join(folder, 'answers.sqlite');
    await classify([...args, '--db', kept]);
    await classify([...args, '--db', kept]);
    expect(openAi.requests.length).toBe(3 * first);
  });

  test('can be estimated', async () => {
    const { input, classify } = await askedCatalogue();
    const { stdout } = await classify(['--input', input, '--model', 'gpt-5-nano', '--ask', 'all', '--estimate'], {});
    expect(stdout).toContain('gpt-5-nano would be asked about 3 definitions');
  });

  test('with bad rows: they are answered, and nobody is asked about them', async () => {
    const { folder, classify, asking, openAi } = await askedCatalogue({ behave: () => ANSWER });
    const input = join(folder, 'bad.jsonl');
    writeFileSync(input, `nonsense\n${JSON.stringify(ROWS[0])}\n{"name":7}\n`);
    const { code, stdout } = await classify(['--input', input, ...asking.slice(2)]);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(openAi.requests[0]!.tools).toHaveLength(2);
  });
});

describe('options that do not go together', () => {
  test.each([
    [['--budget', '1'], /--budget without --model/],
    [['--estimate'], /--estimate without --model/],
    [['--batch'], /--batch without --model/],
    [['--abandon-batches'], /--abandon-batches without --model/],
    [['--no-budget'], /--no-budget without --model/],
    [['--model', 'm', '--abandon-batches', '--batch'], /--abandon-batches takes/],
    [['--model', 'unheard-of'], /nobody knows what unheard-of costs/],
    [['--model', 'm', '--no-wait'], /--no-wait without --batch/],
    [['--model', 'm', '--price-in', '1'], /belong together/],
    [['--model', 'unheard-of', '--budget', '1'], /nobody knows what unheard-of costs at api\.openai\.com/],
    [['--model', 'm', '--base-url', 'ftp://x'], /Expected an http/],
    [['--model', 'm', '--base-url', 'http://user:pass@x/v1'], /OPENAI_API_KEY, not into the URL/],
    [['--model', 'm', '--budget', 'much'], /Expected an amount/],
    [['--model', 'm', '--ask', 'some'], /Allowed choices are open, all/],
    [['--model', 'm', '--concurrency', '0'], /whole number from 1/],
    [['--model', 'm', '--explain', 'a/b', '--estimate'], /--explain takes one tool/],
    [['--model', 'gpt-5-nano'], /gpt-5-nano costs money/],
    [['--model', 'gpt-5-nano', '--budget', '1'], /OPENAI_API_KEY is not set/],
  ])('%j: exit code 2', async (args, message) => {
    const { db, classify } = await askedCatalogue();
    const { code, stderr } = await classify(['--db', db, ...args], {});
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('nor does an address in the environment that is none', async () => {
    const { db, classify } = await askedCatalogue();
    const { code, stderr } = await classify(['--db', db, '--model', 'm'], { OPENAI_BASE_URL: 'nowhere' });
    expect(code).toBe(2);
    expect(stderr).toContain('OPENAI_BASE_URL');
  });
});
