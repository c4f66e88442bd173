import { classify } from '../../crawler/classify/classify.ts';
import { classifierVersion } from '../../crawler/classify/classifier-version.ts';
import type { Classifier } from './classifier.ts';

/** The built-in rules, as a crawl without a language model uses them. */
export const rulesClassifier: Classifier = {
  name: 'rules',
  get version() {
    return classifierVersion();
  },
  async *judge(definitions) {
    for (const definition of definitions) yield classify(definition);
  },
};
