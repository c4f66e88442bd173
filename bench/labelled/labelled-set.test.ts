import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { definitionHash } from '../../catalog/definition-hash.ts';
import { ServerJson } from '../../catalog/model/server-json.ts';
import { LabelledLabel } from './labelled-label.ts';
import { LabelledTool } from './labelled-tool.ts';
import { packagesTable } from './packages-table.ts';
import { readPackages } from './packages.ts';

const FOLDER = join(import.meta.dirname, '../../data/labelled');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const lines = (name: string): unknown[] =>
  read(name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('data/labelled', () => {
  const tools = lines('tools.jsonl').map((line) => LabelledTool.parse(line));
  const { packages } = readPackages(join(FOLDER, 'packages.json'));

  test('each tool is known by the hash of its definition, once', () => {
    for (const { id, definition } of tools) expect(definitionHash(definition)).toBe(id);
    expect(new Set(tools.map(({ id }) => id)).size).toBe(tools.length);
  });

  test('each tool is of a package whose open licence was read, in that version', () => {
    const known = new Set(
      packages.map((p) => JSON.stringify([p.server, p.package, p.version, p.licence, p.repository])),
    );
    const used = new Set(tools.map((t) => JSON.stringify([t.server, t.package, t.version, t.licence, t.repository])));
    expect([...used].filter((entry) => !known.has(entry))).toEqual([]);
    expect(used.size).toBe(packages.length);
  });

  test('each tool has one label, whose level follows from category and facets, with a reason where readers differed', () => {
    const labels = lines('labels.jsonl').map((line) => LabelledLabel.parse(line));
    expect(labels.map(({ id }) => id).sort()).toEqual(tools.map(({ id }) => id).sort());
    for (const { agreed, reason } of labels) expect(agreed || reason !== undefined).toBe(true);
  });

  test('servers.json has exactly the packages, in their versions', () => {
    const servers = (JSON.parse(read('servers.json')) as { servers: unknown[] }).servers.map((s) =>
      ServerJson.parse(s),
    );
    expect(servers.map(({ name, packages: [first] }) => [name, first?.identifier, first?.version])).toEqual(
      packages.map((entry) => [entry.server, entry.package, entry.version]),
    );
  });

  test('the README lists the packages', () => {
    expect(read('README.md')).toContain(packagesTable(packages));
  });
});
