import { expect, test } from 'vitest';
import { classify } from './classify.ts';
import { NO_CONTEXT, serverContext } from './server-context.ts';

test('three gestures make a live surface, fewer do not', () => {
  expect(serverContext(['click', 'hover_element', 'page.scroll'])).toEqual({ liveSurface: true });
  expect(serverContext(['click', 'click_twice', 'Click', 'list_pages'])).toEqual(NO_CONTEXT);
  expect(serverContext([])).toEqual(NO_CONTEXT);
});

test('closing a page beside tools that click acts in a live browser; alone it may be a record', () => {
  const tool = { name: 'close_page', description: 'Closes the page.' };
  const live = classify(tool, undefined, [], { liveSurface: true });
  expect([classify(tool).category, live.category]).toEqual(['Write', 'Execute']);
  expect(live.evidence).toEqual([{ field: '/name', quote: 'close_page' }]);
});

test.each([
  { name: 'delete_page', description: 'Deletes the page.' },
  { name: 'list_pages', description: 'Lists the pages.' },
  { name: 'transfer_funds', description: 'Transfers money.' },
  { name: 'page_status' },
])('$name: never milder for its neighbours', (tool) => {
  expect(classify(tool, undefined, [], { liveSurface: true })).toEqual(classify(tool));
});
