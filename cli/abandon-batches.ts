import { EXIT } from '../catalog/errors.ts';
import { type AbandonedBatch, abandonBatches } from '../crawler/classify/llm/batch/give-up.ts';
import { inDollars } from '../crawler/classify/llm/money/price.ts';
import { json, line, type Io } from './io.ts';
import { withCatalogue } from './with-catalogue.ts';
import { count } from './words.ts';

/**
 * `toolgate classify --model … --abandon-batches`: gives up the batches of a model, whatever server has them, and says what they
 * may have cost. Nobody is called.
 */
export async function abandon(
  io: Io,
  { db, json: asJson, quiet }: { db: string; json: boolean; quiet: boolean },
  model: string,
): Promise<number> {
  const session = { db, command: 'classify', quiet, existing: true };
  const { abandoned } = await withCatalogue(io, session, ({ store }) =>
    Promise.resolve({ stages: {}, abandoned: abandonBatches(store, model) }),
  );
  if (asJson) {
    const batches = abandoned.map(({ worstCost, ...rest }) => ({
      ...rest,
      worstUsd: worstCost === null ? null : worstCost / 1e9,
    }));
    json(io.stdout, { command: 'classify', model, abandoned: batches });
  } else for (const text of abandonedLines(abandoned, model)) line(io.stdout, text);
  return EXIT.done;
}

function abandonedLines(abandoned: readonly AbandonedBatch[], model: string): string[] {
  if (abandoned.length === 0) return [`no batch of ${model} is under way`];
  return [
    ...abandoned.map(({ key, providerId, endpoint, requests, definitions, worstCost }) => {
      const money = worstCost === null ? 'at a price that is not known' : `at most ${inDollars(worstCost)}`;
      const what = `${count(requests, 'request')} about ${count(definitions, 'definition')}`;
      return `gave up batch ${providerId ?? key} at ${endpoint}: ${what}, ${money}, counted as spent`;
    }),
    'Their definitions are due again. The provider was not told: cancel there what need not be finished.',
  ];
}
