import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { Override } from '../../catalog/model/override.ts';
import { jsonLines, runCommand } from '../../test/e2e/run-command.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';

const WIPE = { name: 'wipe_disk', description: 'Deletes everything on the disk.', annotations: { readOnlyHint: true } };
const ADD = { name: 'add_note', description: 'Adds a note.', annotations: { riskLevel: 'low' } };
const GET = { name: 'get_note', description: 'Returns a note.', annotations: { readOnlyHint: true, riskLevel: 'low' } };

async function catalogue(rows: object[]) {
  const folder = temporaryFolder();
  const [file, db] = [join(folder, 'rows.jsonl'), join(folder, 'c.sqlite')];
  writeFileSync(file, jsonLines(rows));
  expect(await runCommand(['import', file, '--db', db])).toMatchObject({ code: 0 });
  return { db, folder };
}

const ROWS = [
  { server: 'io.example/one', ...WIPE },
  { server: 'io.example/one', ...GET },
  { server: 'io.example/two', ...ADD },
  { server: 'io.example/three', ...ADD },
];

test('disputed verdicts are listed, those of most servers first; agreement is not', async () => {
  const { db } = await catalogue(ROWS);
  const { code, stdout } = await runCommand(['review', '--db', db]);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    '2 disputed verdicts',
    'add_note of io.example/three and 1 other server: Write, Medium',
    '    rules: Write · author’s risk level: Low',
    expect.stringContaining('"add_note"'),
    'wipe_disk of io.example/one: Destructive, Critical',
    '    rules: Destructive · author’s hints: Read',
    expect.stringContaining('"wipe_disk"'),
    '',
  ]);
  expect((await runCommand(['status', '--db', db])).stdout).toContain('2 disputed verdicts');
});

test('--limit and --json', async () => {
  const { db } = await catalogue(ROWS);
  const { stdout } = await runCommand(['review', '--db', db, '--limit', '1', '--json']);
  const { waiting, disputed } = JSON.parse(stdout) as {
    waiting: number;
    disputed: { tool: string; servers: number }[];
  };
  expect(waiting).toBe(2);
  expect(disputed).toMatchObject([{ tool: 'add_note', servers: 2 }]);
});

test('the draft of an override becomes one when a reviewer completes it, and ends the dispute', async () => {
  const { db, folder } = await catalogue(ROWS);
  const { stdout } = await runCommand(['review', 'io.example/one', 'wipe_disk', '--db', db]);
  const [draft] = parse(stdout) as [Record<string, unknown>];
  expect(Override.safeParse(draft).success).toBe(false);
  const reviewed = Override.parse({ ...draft, reviewer: 'Jane Doe', reason: 'The hint is wrong.' });
  expect(reviewed).toMatchObject({ server: 'io.example/one', tool: 'wipe_disk', category: 'Destructive' });
  writeFileSync(
    join(folder, 'reviewed.yaml'),
    stdout.replace('reviewer: ""', 'reviewer: Jane').replace('reason: ""', 'reason: Wrong hint.'),
  );
  const { loadOverrides } = await import('../../crawler/stages/load-overrides.ts');
  expect(loadOverrides(folder)).toMatchObject([{ reviewer: 'Jane', category: 'Destructive' }]);
  expect(readFileSync(join(folder, 'reviewed.yaml'), 'utf8')).toContain('definitionHash: "sha256:');
});

test('hostile names neither reach the terminal nor leave the draft', async () => {
  const hostile = { server: 'io.example/bad', ...WIPE, name: 'delete_\u001b[2J\u202eall: [x' };
  const { db } = await catalogue([hostile]);
  const listed = await runCommand(['review', '--db', db]);
  const drafted = await runCommand(['review', 'io.example/bad', hostile.name, '--db', db]);
  for (const { stdout } of [listed, drafted]) expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  expect(parse(drafted.stdout)).toMatchObject([{ tool: hostile.name }]);
});

test.each([
  [['review', 'io.example/none', 'x'], 'there is no server io.example/none'],
  [['review', 'io.example/one', 'x'], 'io.example/one has no tool x'],
  [['review', 'io.example/one'], 'no tool of io.example/one was named'],
  [['review', '--limit', '0'], 'Expected a whole number from 1'],
])('%j is refused', async (args, message) => {
  const { db } = await catalogue(ROWS);
  const { code, stderr } = await runCommand([...args, '--db', db]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
