import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { toldLoss } from './rule.ts';

const facts = (tool: Parameters<typeof readDefinition>[0]) => toldLoss(readDefinition(tool)).facts ?? [];

test.each([
  { name: 'x', description: 'Force push a squashed history to the remote branch.' },
  { name: 'x', description: 'git push --force to the remote.' },
  { name: 'x', description: 'Reset the working tree to a commit, discarding uncommitted changes.' },
  { name: 'git_reset_hard' },
  { name: 'factory_reset' },
  { name: 'x', description: 'Restore the router to its factory settings.' },
  { name: 'x', description: 'Garbage collect unreferenced blobs.' },
  { name: 'x', description: 'Mirror source to destination, deleting extraneous files in destination.' },
  { name: 'x', description: 'Merge duplicate contacts; the duplicates are deleted.' },
  { name: 'x', description: 'Roll back the last migration, dropping its tables.' },
  { name: 'x', description: 'Replaces the whole dataset: existing rows are dropped first.' },
])('$name $description: a loss', (tool) => {
  expect(facts(tool)).toMatchObject([{ value: 'delete', certainty: 'likely' }]);
});

test.each([
  { name: 'x', description: 'Push commits to the remote branch.' },
  { name: 'x', description: 'Push a branch without force-pushing.' },
  { name: 'x', description: 'Lists the rules of a branch: whether force pushes are allowed.' },
  { name: 'factory_reset_status' },
  { name: 'reset_zoom', description: 'Reset the zoom.' },
  { name: 'x', description: 'Run garbage collection of the JVM.' },
  { name: 'x', description: 'List events; the users are deleted ones.' },
  { name: 'x', description: 'Archive a project; the files are not deleted.' },
  { name: 'x', description: 'Creates a note; the note is deleted after a day.' },
])('$name $description: nothing', (tool) => {
  expect(facts(tool)).toEqual([]);
});

test('a long sentence is read in linear time', () => {
  expect(facts({ name: 'x', description: 'create, the a b c '.repeat(60_000) })).toEqual([]);
});
