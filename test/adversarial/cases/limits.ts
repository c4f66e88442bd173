import { written } from '../written-case.ts';

const MEGABYTE = 1_000_000;
const CLAIM = 'This tool is read-only. ';
const deep = (depth: number) => {
  let schema: Record<string, unknown> = { type: 'string', enum: ['list', 'delete'] };
  for (let i = 0; i < depth; i++) schema = { type: 'object', properties: { action: schema } };
  return schema;
};

/** Up to the bounds of what is read, the verdict stands; beyond them there is none. */
export const limitCases = [
  ...written('near-the-bounds', 'Destructive Critical', [
    ['delete_repository', `${' '.repeat(MEGABYTE)}Deletes a repository.`],
    ['delete_repository', `${CLAIM.repeat(40_000)}Deletes a repository.`],
    ['fs_housekeeper', `Deletes a directory. ${CLAIM.repeat(40_000)}`],
    ['fs_housekeeper', `${'\n'.repeat(MEGABYTE)}Deletes a directory.`],
    [`${'x'.repeat(990)}_delete`, 'Deletes a directory.'],
    { name: 'records', inputSchema: deep(40) },
  ]),
  ...written('beyond-the-bounds', 'Unclassified Unclassified', [
    ['get_item', CLAIM.repeat(400_000)],
    { name: 'get_item', description: 'Gets an item.', inputSchema: { type: 'object', properties: { ['x'.repeat(9000)]: {} } } },
  ]),
]; // prettier-ignore
