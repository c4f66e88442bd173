import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Store } from '../../catalog/store/open.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { publishPages } from '../publish-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';

const AT = '2026-11-01T00:00:00.000Z';

function list(store: Store, server: string, tools: ToolDefinition[]) {
  const { id } = store.servers.put(
    { identity: server, server: { name: server, description: '' }, status: 'active' },
    AT,
  );
  store.tools.replaceList({ serverId: id, tools, source: 'imported', launchId: null, packageVersion: null, at: AT });
  classifyTools(store, [], { runId: 0, report: () => {}, signal: new AbortController().signal });
}

test('one process builds again and again, each time only what changed', async () => {
  const folder = temporaryFolder();
  const dbPath = join(folder, 'catalogue.sqlite');
  const output = join(folder, 'site');
  const store = temporaryStore(dbPath);
  const page = (path: string) => join(output, 'tools', path, 'index.html');

  list(store, 'first', [{ name: 'read_notes' }]);
  await publishPages(output, { dbPath });
  expect(readFileSync(page('first/read_notes'), 'utf8')).toContain('read_notes');

  list(store, 'second', [{ name: 'delete_notes' }, { name: 'read_notes' }]);
  const more = await publishPages(output, { dbPath });
  expect(readFileSync(page('second/delete_notes'), 'utf8')).toContain('Critical');
  expect(more.unchanged).toBeGreaterThan(0);

  list(store, 'second', [{ name: 'read_notes' }]);
  await publishPages(output, { dbPath });
  expect(existsSync(page('second/delete_notes'))).toBe(false);
  expect(existsSync(page('first/read_notes'))).toBe(true);

  expect(await publishPages(output, { dbPath })).toMatchObject({ rendered: 0, written: 0 });
});
