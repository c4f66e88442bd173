import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { run } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (run(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'x', description: 'Triggers the service to send a test message to the user.' }, says: 'send' },
  {
    tool: { name: 'x', description: 'Perform PICO (Population, Outcome) based literature search with synonyms.' },
    says: 'read',
  },
  { tool: { name: 'x', description: 'Perform AI-powered web searches.' }, says: 'read' },
  { tool: { name: 'buildVideo' }, says: 'create' },
  { tool: { name: 'power_off' }, says: 'execute' },
  { tool: { name: 'x', description: 'Shows a report. Reboots the.' }, says: 'execute' },
  { tool: { name: 'restart_service' }, says: 'execute' },
  { tool: { name: 'x', description: 'Deploys a site.' }, says: 'execute' },
  { tool: { name: 'run_tests' }, says: 'execute' },
  { tool: { name: 'run_diagnostics' }, says: 'read' },
  { tool: { name: 'test_connection' }, says: 'read' },
  { tool: { name: 'nmap_scan' }, says: 'execute' },
  { tool: { name: 'x', description: 'Calls DELETE on /users/{id}.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Executes rm -rf on the path.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Kicks off the nightly build.' }, says: 'execute' },
  { tool: { name: 'scale_features' }, says: 'read' },
  { tool: { name: 'scale_deployment' }, says: 'execute' },
  { tool: { name: 'x', description: 'Perform a partial update of an object.' }, says: 'update' },
  { tool: { name: 'x', description: 'Perform bulk inserts, updates or deletes.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Perform an HTTP PUT request.' }, says: 'execute' },
  { tool: { name: 'x', description: 'Process the OAuth code.' }, says: 'update' },
  { tool: { name: 'x', description: 'Processes one step of a chain of thought.' }, says: 'read' },
  { tool: { name: 'x', description: 'Runs DROP TABLE for the given table.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Evaluates its argument with eval().' }, says: 'execute' },
  { tool: { name: 'x', description: 'Evaluates an answer.' }, says: 'read' },
  { tool: { name: 'x', description: 'Start the device authentication process.' }, says: 'update' },
  { tool: { name: 'x', description: 'Führt einen Befehl auf dem Server aus.' }, says: 'execute' },
  { tool: { name: 'x', description: 'Führt eine Suche durch.' }, says: 'read' },
  { tool: { name: 'x', description: 'Realiza una búsqueda.' }, says: 'read' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'list_builds' } },
  { tool: { name: 'x', description: 'You can control how deep it goes.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});

test.each([
  { description: 'Returns a recipe. Kill the yeast by heating.', certainty: 'weak' },
  { description: 'Returns a process. Kills the process.', certainty: 'likely' },
  { description: 'Kill the process.', certainty: 'clear' },
])('$description: $certainty', ({ description, certainty }) => {
  expect(run(readDefinition({ name: 'x', description })).facts).toMatchObject([{ value: 'execute', certainty }]);
});
