import { expect, test } from 'vitest';
import { readDefinition } from '../read-definition.ts';
import { dataRead, readPhrase } from './data-read.ts';

const actionsOf = (description: string) => readDefinition({ name: 'x', description }).actions;

test.each([
  ['Get an invoice.', ['invoice']],
  ['Returns a list of invoices.', ['invoice']],
  ['Get the details of the current customer.', ['customer']],
  ['Get customer details.', ['customer']],
  ['Lists all.', ['all']],
])('%s is about %j', (description, phrase) => {
  expect(readPhrase(actionsOf(description)[0]!)).toEqual(phrase);
});

test.each([
  ['Get a customer.', 1],
  ['Returns a list of customers.', 1],
  ['Counts the customers.', 0],
  ['Deletes a customer.', 0],
  ['Shows the weather. Use it with care. Never mind. Get a customer first.', 0],
])('%s: %i', (description, times) => {
  const facts = dataRead(actionsOf(description), (phrase) => phrase.includes('customer'), 'test', 'private-data');
  expect(facts).toHaveLength(times);
  for (const fact of facts) expect(fact.evidence[0]?.field).toBe('/description');
});
