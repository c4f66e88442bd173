import { expect, test } from 'vitest';
import { readDefinition } from '../read-definition.ts';

const verbs = (name: string, description?: string) =>
  readDefinition({ name, ...(description === undefined ? {} : { description }) }).actions.map(
    ({ verb, certainty }) => `${verb} ${certainty}`,
  );

test.each([
  ['image_generation', 'generate weak'],
  ['universal_scraper', 'scrape weak'],
  ['test_case_generator', 'generate weak'],
  ['file_deleter', 'delete weak'],
  ['rss_to_md', 'convert weak'],
  ['text_to_speech', 'generate weak'],
])('%s: %s', (name, verb) => {
  expect(verbs(name)).toEqual([verb]);
});

test('a verb in the name leads, and one of starting keeps its object', () => {
  expect(verbs('delete_generator')).toEqual(['delete clear']);
  expect(verbs('run_converter')).toContain('run likely');
});

test('a heading is read where no sentence has a verb', () => {
  expect(verbs('x', 'Code generation')).toEqual(['generate weak']);
  expect(verbs('x', 'Lists the results of code generation')).toEqual(['list likely']);
});
