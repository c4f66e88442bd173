import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { definitionHash } from '../../catalog/definition-hash.ts';
import { runStatuses } from '../../test/e2e/catalogue-content.ts';
import { jsonLines, runCommand } from '../../test/e2e/run-command.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';

const ROWS = ['logout', 'delete_note', 'get_note', 'run_command', 'xyzzy'].map((name, i) => ({
  server: `io.example/s${i}`,
  name,
}));

interface Verdict {
  server: string | null;
  name: string | null;
  category: string;
  level: string;
  error?: string;
}

const parse = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);

function place(content: string | Buffer = jsonLines(ROWS), name = 'in.jsonl') {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), content);
  return { folder, input: join(folder, name), output: join(folder, 'out.jsonl') };
}

test('one verdict per row, in order, with everything that a verdict has', async () => {
  const { input, output } = place();
  const { code, stdout, stderr } = await runCommand(['classify', '--input', input, '--output', output]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '5 rows classified\n' });
  const verdicts = parse(readFileSync(output, 'utf8'));
  expect(verdicts.map(({ server, name }) => ({ server, name }))).toEqual(ROWS);
  expect(verdicts.map(({ category }) => category).slice(0, 3)).toEqual(['Write', 'Destructive', 'Read']);
  expect(verdicts[0]).toEqual({
    ...ROWS[0],
    category: 'Write',
    level: 'Medium',
    facets: [],
    rationale: expect.any(String),
    evidence: [{ field: '/name', quote: 'logout' }],
    findings: [],
    confidence: expect.any(String),
    decidedBy: { kind: 'rules', version: expect.any(String), rules: expect.any(Array) },
    opinions: [{ by: 'rules', says: 'Write' }],
    disputed: false,
    definitionHash: definitionHash({ name: 'logout' }),
  });
});

test('standard input to standard output, and gzip, say the same', async () => {
  const piped = await runCommand(['classify', '--input', '-', '--output', '-'], { stdin: jsonLines(ROWS) });
  const packed = place(gzipSync(jsonLines(ROWS)), 'in.jsonl.gz');
  const unpacked = await runCommand(['classify', '--input', packed.input]);
  expect(piped.code).toBe(0);
  expect(unpacked.stdout).toBe(piped.stdout);
  expect(parse(piped.stdout)).toHaveLength(ROWS.length);
});

test('a bad line is answered too, so that line n belongs to line n: exit code 1', async () => {
  const lines = [JSON.stringify(ROWS[0]), 'nonsense', '{"server":"s","name":7}', '7', JSON.stringify(ROWS[1])];
  const { code, stdout, stderr } = await runCommand(['classify', '--input', '-'], { stdin: lines.join('\n') });
  expect(code).toBe(1);
  const verdicts = parse(stdout);
  expect(verdicts.map(({ name }) => name)).toEqual(['logout', null, null, null, 'delete_note']);
  for (const verdict of verdicts.slice(1, 4))
    expect(verdict).toMatchObject({ category: 'Unclassified', level: 'Unclassified', error: expect.any(String) });
  expect(verdicts[2]).toMatchObject({ server: 's' });
  expect(stderr.match(/^line [234] /gm)).toHaveLength(3);
  expect(stderr).toContain('5 rows classified, 3 of them no tool definitions\n');
});

test('--json counts them, and is refused where the verdicts go to the same place', async () => {
  const { input, output } = place(`${jsonLines(ROWS)}nonsense\n`);
  const { code, stdout } = await runCommand(['classify', '--input', input, '--output', output, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({ command: 'classify', status: 'partial', rows: 6, refused: 1 });
  const refused = await runCommand(['classify', '--input', input, '--json']);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('cannot both be written to standard output');
});

test('the output file appears whole or not at all', async () => {
  const broken = gzipSync(jsonLines(Array.from({ length: 5000 }, (_, i) => ({ server: 's', name: `get_note_${i}` }))));
  const { folder, input, output } = place(broken.subarray(0, broken.length - 100), 'in.jsonl.gz');
  writeFileSync(output, 'of an earlier run\n');
  const { code, stderr } = await runCommand(['classify', '--input', input, '--output', output]);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('is no gzip file') as string });
  expect(readFileSync(output, 'utf8')).toBe('of an earlier run\n');
  expect(readdirSync(folder).sort()).toEqual(['in.jsonl.gz', 'out.jsonl']);
});

test('when it is stopped, no output file appears: exit code 1', async () => {
  const { input, output } = place();
  const signal = AbortSignal.abort(new Error('stopped by SIGINT'));
  const { code, stdout } = await runCommand(['classify', '--input', input, '--output', output, '--json'], { signal });
  expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({ code: 1, status: 'stopped' });
  expect(existsSync(output)).toBe(false);
});

test('a device is written to and stays a device', async () => {
  const { input } = place();
  expect(await runCommand(['classify', '--input', input, '--output', '/dev/null'])).toMatchObject({ code: 0 });
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

test.each([['/dev/full'], ['no-such-folder/out.jsonl'], ['.']])('%s cannot be written: exit code 2', async (output) => {
  const { input } = place();
  const { code, stderr } = await runCommand(['classify', '--input', input, '--output', output]);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: cannot write ${output}`);
});

test('the tools of a catalogue: once, and then nothing', async () => {
  const { folder, input } = place();
  const db = join(folder, 'c.sqlite');
  await runCommand(['import', input, '--db', db]);
  const again = await runCommand(['classify', '--db', db]);
  expect(again).toMatchObject({
    code: 0,
    stdout: '5 tools looked at, 0 definitions classified (0 as Unclassified, 0 by override)\n',
  });
  const json = await runCommand(['classify', '--db', db, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ status: 'done', stages: { classify: { tools: 5, classified: 0 } } });
  const stopped = await runCommand(['classify', '--db', db, '--json'], { signal: AbortSignal.abort() });
  expect(stopped.code).toBe(1);
  expect(JSON.parse(stopped.stdout)).toMatchObject({ status: 'stopped' });
  expect(runStatuses(db)).toEqual(['done', 'done', 'done', 'stopped']);
});
