import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startOpenAiServer } from '../../test/openai-server.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { modelClassifier } from './model-classifier.ts';

const TOOLS = [
  { name: 'delete_note', description: 'Deletes a note.' },
  // The rules know nothing of this verb; the model reads a word of the description.
  { name: 'frobnicate', description: 'Purges the whole archive.' },
];

describe('bench/classification/model-classifier.ts', () => {
  test('judges by the rules and the answers of the model, and asks nothing twice', async () => {
    const server = await startOpenAiServer();
    const answers = join(temporaryFolder(), 'answers.sqlite');
    const classifier = modelClassifier({ model: 'tiny', baseUrl: server.baseUrl, apiKey: 'none', answers });
    const verdicts = await Array.fromAsync(classifier.judge(TOOLS));
    expect(verdicts.map(({ category }) => category)).toEqual(['Destructive', 'Destructive']);
    const asked = server.requests.length;
    expect(asked).toBeGreaterThan(0);
    await Array.fromAsync(classifier.judge(TOOLS));
    expect(server.requests.length).toBe(asked);
    expect(classifier.name).toBe('rules and tiny');
  });

  test('a model that costs money, or nobody knows what, is not asked without a budget', () => {
    const options = { model: 'gpt-5-mini', baseUrl: 'https://api.openai.com/v1', apiKey: 'none' };
    expect(() => modelClassifier(options)).toThrow(/without a budget/);
    expect(() => modelClassifier({ ...options, model: 'unheard-of', budget: 1 })).toThrow(/nobody knows the price/);
    expect(() => modelClassifier({ ...options, budget: 1 })).not.toThrow();
  });
});
