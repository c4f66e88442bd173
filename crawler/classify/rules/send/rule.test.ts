import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { send } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (send(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'x', description: 'Responds with the details of a contract.' }, says: 'read' },
  { tool: { name: 'x', description: 'Sends messages to the chat completion API.' }, says: 'read' },
  { tool: { name: 'send_message' }, says: 'send' },
  { tool: { name: 'x', description: 'Notify a service of an event.' }, says: 'send' },
  { tool: { name: 'create_comment' }, says: 'send' },
  { tool: { name: 'send_query' }, says: 'read' },
  { tool: { name: 'forward_message' }, says: 'send' },
  { tool: { name: 'search_goods', description: 'Sends a POST request to the shop.' }, says: 'read' },
  { tool: { name: 'x', description: 'Sends a POST request to an address.' }, says: 'execute' },
  { tool: { name: 'x', description: 'Sends a friend request.' }, says: 'send' },
  { tool: { name: 'x', description: 'Sends an HTTP DELETE for the given resource.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Pings the channel with a message.' }, says: 'send' },
  { tool: { name: 'x', description: 'Forwards the call to a tool of another server.' }, says: 'execute' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'list_messages' } },
  { tool: { name: 'x', description: 'Get an email.' } },
  { tool: { name: 'navigate_page', description: 'Navigate to a URL, or back, forward, or reload.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
