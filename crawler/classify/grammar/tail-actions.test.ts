import { expect, test } from 'vitest';
import { sentences } from '../text/sentences.ts';
import { tailActions } from './tail-actions.ts';
import { codeLosses, toldLosses } from './told-losses.ts';

const read = (text: string) =>
  sentences(text).flatMap((sentence) =>
    [tailActions, codeLosses, toldLosses].flatMap((of) =>
      of(sentence, { text, pointer: '/description' }).map(({ verb, object }) => `${verb} ${object.join(' ')}`.trim()),
    ),
  );

test.each([
  ['Additionally, it erases the entry.', ['erase entry']],
  ['Note: calling it wipes all volumes.', ['wipe all volume']],
  ['If force is set, deletes the record.', ['delete record']],
  ['Gets an item, deleting the record.', ['delete record']],
  ['The card on file will be charged.', ['charge card on file']],
  ['The response carries the private key.', ['return private key']],
  ['This action is irreversible.', ['delete']],
  ['HTTP DELETE /items/{id}', ['delete']],
])('%s', (text, actions) => {
  expect(read(text)).toEqual(actions);
});

test.each([
  'To delete it, use delete_item.',
  'Unlike purge_item, which deletes the record, this reads.',
  'Returns an error if the record was deleted.',
  'Returns a report on worms that encrypt and delete files.',
  'Lists files that will be deleted.',
  'Additionally, it creates an entry.',
  'Account ID is taken from the environment.',
  'Shows whether the change is irreversible.',
])('%s: nothing', (text) => {
  expect(read(text)).toEqual([]);
});
