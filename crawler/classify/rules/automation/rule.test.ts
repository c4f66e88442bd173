import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { automation } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (automation(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'x', description: 'Fill a rectangle on the canvas.' }, says: 'update' },
  { tool: { name: 'browser_click' }, says: 'execute' },
  { tool: { name: 'x', description: 'Type text into an element.' }, says: 'execute' },
  { tool: { name: 'press_key' }, says: 'execute' },
  {
    tool: { name: 'x', description: 'Emulate media features for the page, for example a dark colour scheme.' },
    says: 'execute',
  },
  { tool: { name: 'mobile_long_press_on_screen', description: 'Long press on the screen.' }, says: 'execute' },
  { tool: { name: 'browser_scroll_by_pixels' }, says: 'execute' },
  {
    tool: { name: 'close_page', inputSchema: { type: 'object', properties: { pageIdx: { type: 'number' } } } },
    says: 'execute',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'browser_take_screenshot' } },
  { tool: { name: 'close_issue' } },
  { tool: { name: 'get_page_click_count' } },
  { tool: { name: 'browser_get_clickable_elements' } },
  { tool: { name: 'close_page', inputSchema: { type: 'object', properties: { title: { type: 'string' } } } } },
  { tool: { name: 'x', description: 'Draws a chart and opens the result in your browser.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
