import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpClient } from '../http/http-client.ts';
import { POLITENESS } from '../http/politeness.ts';
import { REGISTRIES, REGISTRY_IDS } from './index.ts';
import { openRegistry } from './open-registry.ts';
import type { RegistryDescriptor } from './registry.ts';

/** Folders that are no registry of the network: templates begin with an underscore, `file` is opened by path. */
const isRegistry = (folder: string) => !folder.startsWith('_') && folder !== 'file';

describe('crawler/registries/index.test.ts', () => {
  it('knows every registry folder, and no other', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isRegistry(entry.name))
      .map((entry) => entry.name);
    expect(folders.toSorted()).toEqual(REGISTRY_IDS.toSorted());
  });

  it.each(Object.entries<RegistryDescriptor>(REGISTRIES))(
    '%s calls itself by its folder, and its host has a row of its own',
    async (id, about) => {
      expect(about.id).toBe(id);
      for (const { variable, obtain } of about.keys) {
        expect(variable).toMatch(new RegExp(`^TOOLGATE_${id.toUpperCase().replaceAll('-', '_')}_`));
        expect(obtain).toMatch(/^https:\/\//);
      }
      expect(about.base === undefined).toBe(about.baseNote !== undefined);
      if (about.base === undefined) return;
      const http = createHttpClient();
      onTestFinished(() => http.close());
      const env = Object.fromEntries(about.keys.map(({ variable }) => [variable, 'key']));
      const registry = await openRegistry(about, { http, env });
      expect(registry).toMatchObject({ id, about, incremental: about.incremental });
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
