import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../api/model/envelope.ts';
import { DATABASE_SCHEMA } from '../../api/download/database-schema.ts';
import { publishedSchemas } from '../../api/published-schemas.ts';
import { canonicalJson, sha256 } from '../../catalog/definition-hash.ts';

const history = readFileSync(new URL('../../docs/api-changes.md', import.meta.url), 'utf8');

it('changes no published schema without an entry in docs/api-changes.md', () => {
  const [, version, hash] = /^## (\d+\.\d+\.\d+)\n\nSchemas: `([^`]+)`$/m.exec(history)!;
  expect(version).toBe(SCHEMA_VERSION);
  // When this fails: say in docs/api-changes.md what changed, under a new version unless the last one is not released yet,
  // and put the new hash there.
  expect(hash).toBe(sha256(canonicalJson({ schemas: publishedSchemas(), database: DATABASE_SCHEMA })));
});
