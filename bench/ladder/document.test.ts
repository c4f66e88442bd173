import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLadderFigures } from './document.ts';
import { readLadderRows } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');
const rows = readLadderRows(join(ROOT, 'bench/results/ladder.json'));

test('docs/launch.md has the figures of the saved results', () => {
  const document = readFileSync(join(ROOT, 'docs/launch.md'), 'utf8');
  expect(document).toBe(withLadderFigures(document, rows));
});

test('the results are about the servers of the list, each once', () => {
  const { servers } = JSON.parse(readFileSync(join(ROOT, 'bench/ladder-servers.json'), 'utf8')) as {
    servers: { packages: { identifier: string }[] }[];
  };
  const named = servers.map(({ packages }) => packages[0]!.identifier);
  expect(rows.map(({ identifier }) => identifier)).toEqual([...new Set(named)].sort());
});

test('what a server said cannot break the table', () => {
  const row = { ...rows[0]!, listed: false, detail: 'a | b\\ <c>' };
  const document = '<!-- figures of bench/ladder.ts -->\n<!-- end of figures -->\n';
  expect(withLadderFigures(document, [row])).toContain('a \\| b\\\\ \\<c\\> |');
});
