import { Rejected } from '../../catalog/errors.ts';
import type { Classifier } from './classifier.ts';
import { namePrefixClassifier } from './name-prefix.ts';
import type { Options } from './options.ts';
import { rulesClassifier } from './rules-classifier.ts';
import { withoutDescription } from './without-description.ts';

/** @throws Rejected for a classifier that there is not */
export function chooseClassifier(options: Pick<Options, 'classifier' | 'without-description'>): Classifier {
  const classifier = byName(options.classifier);
  return options['without-description'] ? withoutDescription(classifier) : classifier;
}

function byName(name: string): Classifier {
  const found = [rulesClassifier, namePrefixClassifier].find((classifier) => classifier.name === name);
  if (found !== undefined) return found;
  throw new Rejected(`there is no classifier ${JSON.stringify(name)}`, { hint: 'There are rules and name-prefix.' });
}
