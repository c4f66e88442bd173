import { parseTool } from '../../catalog/parse-tool.ts';
import type { ModelAnswer, ModelReading } from '../../catalog/model/model-answer.ts';
import { classify } from '../../crawler/classify/classify.ts';
import type { Judge } from './judge.ts';

/** A usable answer that says nothing but that the tool reads, with a quote that holds. */
function reads(name: string): ModelAnswer {
  const evidence = [{ field: '/name', quote: name }];
  return {
    state: 'ok',
    attempts: 1,
    facts: [{ kind: 'effect', value: 'read', rule: 'llm', certainty: 'clear', evidence }],
    rejected: [],
    truncated: false,
    requestId: 'obeying-model',
  };
}

/**
 * The classifier with a language model that was won over: whatever it is shown, with the author's text and without, it
 * answers that the tool reads. Its answers are well-formed and their quotes hold, so nothing but the rules' floor is left.
 */
export const judgeWithObeyingModel: Judge = ({ tool }) => {
  const parsed = parseTool(structuredClone(tool), 0);
  if ('malformed' in parsed) return 'refused';
  const answer = reads(parsed.tool.name);
  const reading: ModelReading = { model: 'obeying', promptVersion: 'prompt@test', full: answer, structure: answer };
  return classify(parsed.tool, reading);
};
