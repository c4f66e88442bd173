import { expect, test } from 'vitest';
import { segment } from './segment.ts';

test.each([
  ['deleteuseraccount', ['delete', 'user', 'account']],
  ['payinvoice', ['pay', 'invoice']],
  ['runmigration', ['run', 'migration']],
  ['getfilteredtokens', ['get', 'filtered', 'tokens']],
  ['sendtoall', ['send', 'to', 'all']],
])('%s', (word, parts) => {
  expect(segment(word)).toEqual(parts);
});

test.each(['runtime', 'settings', 'purchase', 'listener', 'readonly', 'notebook', 'deletefrobs', 'a'.repeat(1000)])(
  '%s stays whole',
  (word) => {
    expect(segment(word)).toBeUndefined();
  },
);
