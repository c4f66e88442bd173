import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { catalogueContent, runStatuses } from '../../test/e2e/catalogue-content.ts';
import { jsonLines, runCommand } from '../../test/e2e/run-command.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';

const ROWS = [
  { server: 'io.example/notes', name: 'get_note', description: 'Reads a note.' },
  { server: 'io.example/auth', name: 'logout', title: 'Log out', annotations: { readOnlyHint: true } },
  {
    server: 'io.example/notes',
    name: 'delete_note',
    inputSchema: { type: 'object' },
    outputSchema: { type: 'object' },
  },
];

/** A folder with a file of these rows. */
function place(content: string | Buffer, name = 'rows.jsonl') {
  const folder = temporaryFolder();
  const [file, db] = [join(folder, name), join(folder, 'c.sqlite')];
  writeFileSync(file, content);
  return { folder, file, db };
}

const toolsOf = (db: string) =>
  Object.fromEntries(catalogueContent(db).map(({ name, tools }) => [name, tools.map((tool) => tool.name)]));

test('rows become servers with classified tools, and again changes nothing', async () => {
  const { file, db } = place(jsonLines(ROWS));
  const first = await runCommand(['import', file, '--db', db]);
  expect(first).toMatchObject({
    code: 0,
    stdout: '3 rows of 2 servers: 3 tools added, 0 changed, 0 removed\n3 definitions classified\n',
  });
  expect(toolsOf(db)).toEqual({ 'io.example/notes': ['get_note', 'delete_note'], 'io.example/auth': ['logout'] });
  const tools = catalogueContent(db).flatMap((server) => server.tools);
  expect(tools.map(({ source, verdict }) => [source, verdict?.category])).toEqual(
    expect.arrayContaining([
      ['imported', 'Read'],
      ['imported', 'Write'],
      ['imported', 'Destructive'],
    ]),
  );
  const before = catalogueContent(db);
  const again = await runCommand(['import', file, '--db', db]);
  expect(again.stdout).toBe('3 rows of 2 servers: 0 tools added, 0 changed, 0 removed\n0 definitions classified\n');
  expect(catalogueContent(db)).toEqual(before);
});

test('a tool that left the file is removed; servers that are not in it stay', async () => {
  const { file, db } = place(jsonLines(ROWS));
  await runCommand(['import', file, '--db', db]);
  writeFileSync(file, jsonLines([{ ...ROWS[0], description: 'Reads a note aloud.' }]));
  expect(await runCommand(['import', file, '--db', db])).toMatchObject({
    code: 0,
    stdout: '1 row of 1 server: 0 tools added, 1 changed, 1 removed\n1 definition classified\n',
  });
  expect(toolsOf(db)).toEqual({ 'io.example/notes': ['get_note'], 'io.example/auth': ['logout'] });
});

test('gzip and standard input', async () => {
  const packed = place(gzipSync(jsonLines(ROWS)), 'rows.jsonl.gz');
  expect(await runCommand(['import', packed.file, '--db', packed.db])).toMatchObject({ code: 0 });
  const { db } = place('');
  expect(await runCommand(['import', '-', '--db', db], { stdin: jsonLines(ROWS) })).toMatchObject({ code: 0 });
  expect(catalogueContent(db)).toEqual(catalogueContent(packed.db));
});

test('bad rows are named and left out: exit code 1', async () => {
  const bad = [
    'not json',
    '[]',
    '{"name":"x"}',
    '{"server":"","name":"x"}',
    '{"server":"s","name":""}',
    '{"server":"s"}',
  ];
  const conflict = { ...ROWS[0], description: 'Reads another note.' };
  const { file, db } = place(`${jsonLines(ROWS)}${bad.join('\n')}\n\n${jsonLines([conflict, ROWS[0]])}`);
  const { code, stdout } = await runCommand(['import', file, '--db', db]);
  expect(code).toBe(1);
  expect(stdout).toContain('7 rows refused:\n');
  for (const line of [4, 5, 6, 7, 8, 9]) expect(stdout).toMatch(new RegExp(`^  line ${line}: .+$`, 'm'));
  expect(stdout).toContain('  line 11: repeats the tool of line 1 with another definition\n');
  expect(toolsOf(db)).toEqual({ 'io.example/notes': ['get_note', 'delete_note'], 'io.example/auth': ['logout'] });

  expect(runStatuses(db)).toEqual(['partial']);
  const json = await runCommand(['import', file, '--db', db, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    command: 'import',
    status: 'partial',
    stages: { import: { rows: 11, refused: 7, repeated: 1, toolsAdded: 0 } },
    refused: [4, 5, 6, 7, 8, 9, 11].map((line) => ({ line })),
  });
});

test('the reason against a row shows its text without its escape sequences', async () => {
  const row = `{"server":"s","name":"x","inputSchema":"\u202e"}\n\u001b[31m{\n`;
  const { file, db } = place(row);
  const { stdout } = await runCommand(['import', file, '--db', db]);
  expect(stdout).toContain('line 2: is no JSON');
  expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
});

test.each([
  ['rows.jsonl.gz', Buffer.from('no gzip'), /is no gzip file/],
  ['cut.jsonl.gz', gzipSync(jsonLines(ROWS)).subarray(0, 40), /is no gzip file/],
])('%s cannot be unpacked: exit code 2, and the run is recorded as failed', async (name, content, words) => {
  const { file, db } = place(content, name);
  const { code, stderr } = await runCommand(['import', file, '--db', db]);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(words) as string });
  expect(runStatuses(db)).toEqual(['failed']);
});

test('a file that cannot be read to its end is named: exit code 2', async () => {
  const { db } = place('');
  // It can be opened; reading it from its beginning is an error of the system.
  const { code, stderr } = await runCommand(['import', '/proc/self/mem', '--db', db]);
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot read /proc/self/mem') as string,
  });
});
