import { appendFileSync, cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { databaseKey } from './database-key.ts';

const ROOT = resolve(import.meta.dirname, '../..');

it('changes with what writes the database, and with the lists', () => {
  const root = temporaryFolder();
  for (const folder of ['api', 'catalog']) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  const key = databaseKey(['a', 'b'], root);
  expect(key).toBe(databaseKey(['a', 'b']));
  expect(databaseKey(['a', 'c'], root)).not.toBe(key);
  const files = [
    'api/stats.ts',
    'api/download/write-database.ts',
    'api/model/envelope.ts',
    'catalog/store/database.ts',
  ];
  const keys = files.map((file) => {
    appendFileSync(join(root, file), '\n');
    return databaseKey(['a', 'b'], root);
  });
  // The first file has nothing to do with it.
  expect(keys[0]).toBe(key);
  expect(new Set(keys).size).toBe(files.length);
});
