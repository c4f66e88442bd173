import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpClient } from '../http/http-client.ts';
import { POLITENESS } from '../http/politeness.ts';
import { REGISTRIES, REGISTRY_IDS } from './index.ts';

/** Folders that are no registry of the network: templates begin with an underscore, `file` is opened by path. */
const isRegistry = (folder: string) => !folder.startsWith('_') && folder !== 'file';

describe('crawler/registries/index.test.ts', () => {
  it('knows every registry folder, and no other', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isRegistry(entry.name))
      .map((entry) => entry.name);
    expect(folders.toSorted()).toEqual(REGISTRY_IDS.toSorted());
  });

  it.each(Object.entries(REGISTRIES))(
    '%s calls itself by its folder, and its host has a row of its own',
    (id, open) => {
      const http = createHttpClient();
      onTestFinished(() => http.close());
      const registry = open(http);
      expect(registry.id).toBe(id);
      const row = POLITENESS.find(({ host }) => host === new URL(registry.base).hostname);
      expect(row, `a row of crawler/http/politeness.ts for ${registry.base}`).toBeDefined();
      expect(row!.rule).toMatch(/^https:\/\//);
    },
  );

  it('is described by a guide whose files exist', () => {
    const root = join(import.meta.dirname, '../..');
    const guide = readFileSync(join(root, 'docs/add-a-registry.md'), 'utf8');
    const named = guide.match(/\b(?:crawler|test|catalog)\/[\w./-]+\.ts/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
