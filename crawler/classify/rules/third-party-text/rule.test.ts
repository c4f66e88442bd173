import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { thirdPartyText } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (thirdPartyText(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'get_comments' }, says: 'untrusted-content' },
  { tool: { name: 'x', description: 'Search the web.' }, says: 'untrusted-content' },
  { tool: { name: 'x', description: 'Returns a list of news articles.' }, says: 'untrusted-content' },
  { tool: { name: 'scrape_page', description: 'Scrape a page.' }, says: 'untrusted-content' },
  { tool: { name: 'list_pull_requests' }, says: 'untrusted-content' },
  { tool: { name: 'google_search' }, says: 'untrusted-content' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'create_comment' } },
  { tool: { name: 'get_balance' } },
  { tool: { name: 'get_message_count' } },
  { tool: { name: 'list_requests' } },
  { tool: { name: 'search_google_drive' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
