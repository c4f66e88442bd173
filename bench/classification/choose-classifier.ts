import process from 'node:process';
import { Rejected } from '../../catalog/errors.ts';
import type { Classifier } from './classifier.ts';
import { modelClassifier } from './model-classifier.ts';
import { namePrefixClassifier } from './name-prefix.ts';
import type { Options } from './options.ts';
import { rulesClassifier } from './rules-classifier.ts';
import { withoutDescription } from './without-description.ts';

/** @throws Rejected for a classifier that there is not, or a model without what it needs */
export function chooseClassifier(options: Options): Classifier {
  const classifier = byName(options);
  return options['without-description'] ? withoutDescription(classifier) : classifier;
}

function byName(options: Options): Classifier {
  if (options.classifier === 'model') return model(options);
  const found = [rulesClassifier, namePrefixClassifier].find(({ name }) => name === options.classifier);
  if (found !== undefined) return found;
  throw new Rejected(`there is no classifier ${JSON.stringify(options.classifier)}`, {
    hint: 'There are rules, name-prefix and model.',
  });
}

function model({ model: name, 'base-url': baseUrl, budget, answers }: Options): Classifier {
  if (name === undefined || baseUrl === undefined) throw new Rejected('a model needs --model and --base-url');
  const dollars = budget === undefined ? undefined : Number(budget);
  if (dollars !== undefined && !(dollars >= 0)) throw new Rejected(`--budget ${budget} is no amount of dollars`);
  const apiKey = process.env['OPENAI_API_KEY'] ?? 'none';
  return modelClassifier({ model: name, baseUrl, apiKey, budget: dollars, answers });
}
