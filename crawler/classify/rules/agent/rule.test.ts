import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { agent } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (agent(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { name: 'aider_ai_code' },
  { name: 'x', description: 'Use an AI agent specialized in performing computer actions safely.' },
  { name: 'use_computer', description: 'Use computer capabilities to perform complex tasks' },
  { name: 'x', description: 'Runs a model that can autonomously execute general-purpose browser-based tasks.' },
  { name: 'createBrowserAgentTask', description: 'Create a browser agent task.' },
])('$name: execute', (tool) => {
  expect(values(tool)).toEqual(['execute']);
});

test.each([
  { name: 'list_browser_agents', description: 'List browser agents.' },
  { name: 'get task status', description: 'Check the status of a browser agent task.' },
  { name: 'review_code', description: 'Reviews code with a language model.' },
])('$name: nothing', (tool) => {
  expect(values(tool)).toEqual([]);
});
