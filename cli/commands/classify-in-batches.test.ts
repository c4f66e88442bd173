import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonLines, runCommand } from '../../test/e2e/run-command.ts';
import { askedCatalogue } from '../../test/openai/asked-catalogue.ts';

describe('a catalogue', () => {
  test('in batches: exit code 1 while one is under way', async () => {
    const { classify, asking, openAi } = await askedCatalogue({ batches: { states: ['in_progress', 'completed'] } });
    const waiting = await classify([...asking, '--batch', '--no-wait']);
    expect(waiting.code).toBe(1);
    expect(waiting.stdout).toContain('1 batch under way; run the same command again');
    const collected = await classify([...asking, '--batch', '--no-wait']);
    expect(collected.stdout).toContain('3 of 3 definitions settled');
    expect(openAi.answered('delete_note')).toBe(1);
  });

  test('in batches at a server that has none: nothing is held back from the next run', async () => {
    const { db, classify, asking, openAi } = await askedCatalogue({
      intercept: () => ({ kind: 'status', status: 404 }),
    });
    const prices = ['--price-in', '1', '--price-out', '1', '--budget', '1'];
    for (let i = 0; i < 2; i++) {
      const { code, stderr } = await classify([...asking, ...prices, '--batch']);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Without --batch') });
      expect((await runCommand(['status', '--db', db])).stdout).not.toContain('under way');
    }
    expect(await classify([...asking, ...prices])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 of 3 definitions settled'),
    });
    expect(openAi.answered('delete_note')).toBe(1);
  });

  test('left to a batch elsewhere: exit code 1, until it is given up', async () => {
    const { db, classify, asking, openAi } = await askedCatalogue({ batches: { states: ['in_progress'] } });
    const prices = ['--price-in', '1', '--price-out', '1', '--budget', '1'];
    await classify([...asking, ...prices, '--batch', '--no-wait']);
    const held = await classify([...asking, ...prices]);
    expect(held.code).toBe(1);
    expect(held.stdout).toMatch(/^3 definitions left to batches that are under way: --batch .* --abandon-batches/m);

    const explained = await classify(['--explain', 'io.example/other/frobnicate', ...asking, ...prices]);
    expect(explained.code).toBe(1);
    expect(explained.stderr).toContain('1 definition left to batches');

    const giveUp = ['--db', db, '--model', 'some-model', '--abandon-batches'];
    const before = openAi.calls.length;
    const { code, stdout } = await classify(giveUp, {});
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^gave up batch batch_1 at http:\S+: 1 request about 3 definitions, at most \$0\.\d+, counted as spent\n.*cancel there/,
    );
    expect(openAi.calls).toHaveLength(before);
    expect((await runCommand(['status', '--db', db])).stdout).toContain('1 without an answer');
    expect(JSON.parse((await classify([...giveUp, '--json'], {})).stdout)).toMatchObject({ abandoned: [] });
    expect((await classify(giveUp, {})).stdout).toBe('no batch of some-model is under way\n');
    expect(await classify([...asking, ...prices])).toMatchObject({ code: 0 });
  });
});

describe('a file', () => {
  test('in batches needs a catalogue, and survives another file', async () => {
    const { folder, input, classify, asking, openAi } = await askedCatalogue({
      batches: { states: ['in_progress', 'completed'] },
    });
    const output = join(folder, 'out.jsonl');
    const batch = [...asking.slice(2), '--output', output, '--batch', '--no-wait'];
    expect(await classify(['--input', input, ...batch])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--db'),
    });
    const kept = join(folder, 'answers.sqlite');
    expect(await classify(['--input', input, ...batch, '--db', kept])).toMatchObject({ code: 1 });
    const other = join(folder, 'other.jsonl');
    writeFileSync(other, jsonLines([{ server: 's', name: 'create_note' }]));
    // The first batch asked about other tools: it is paid, and this file is asked about in one of its own.
    expect(await classify(['--input', other, ...batch, '--db', kept])).toMatchObject({ code: 1 });
    expect((await classify(['--input', other, ...batch, '--db', kept])).stderr).toContain('1 of 1 definition settled');
    expect(openAi.desk.batches).toHaveLength(2);
  });
});
