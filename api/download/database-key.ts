import { join } from 'node:path';
import { sha256 } from '../../catalog/definition-hash.ts';
import { sourceHash } from '../../output/source-hash.ts';

/** What writes the database, and whatever its bytes follow from beside the lists. */
const PROGRAM = ['api/download', 'api/text', 'api/model/envelope.ts', 'api/paths.ts', 'catalog/store/database.ts'];

/**
 * Tells whether the database has to be made again: it follows from the lists and from the program.
 *
 * @param lists hashes of the lists that it is made from
 * @param root folder of the repository
 */
export function databaseKey(lists: readonly string[], root = join(import.meta.dirname, '../..')): string {
  return sha256([sourceHash(root, PROGRAM), ...lists].join('\n'));
}
