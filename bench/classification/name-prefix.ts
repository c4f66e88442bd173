import { levelFor } from '../../catalog/model/rubric.ts';
import { nameWords } from '../../crawler/classify/text/words.ts';
import type { Classifier } from './classifier.ts';

const DESTRUCTIVE = new Set(['delete', 'remove', 'destroy', 'drop', 'purge', 'truncate', 'wipe', 'erase', 'clear']);
const READING = new Set(
  `get list search read fetch find query describe show view lookup check count retrieve browse inspect analyze compare
   calculate explain summarize preview validate verify export download status info`.split(/\s+/),
);

/** The baseline: a destructive verb anywhere in the name, else a reading one first, else writing. */
export function namePrefix(name: string): 'Read' | 'Write' | 'Destructive' {
  const words = nameWords(name).map((word) => word.text);
  if (words.some((word) => DESTRUCTIVE.has(word))) return 'Destructive';
  return words.slice(0, 3).some((word) => READING.has(word)) ? 'Read' : 'Write';
}

/** The baseline as a classifier: no facets, the base level of its category. */
export const namePrefixClassifier: Classifier = {
  name: 'name-prefix',
  version: '1',
  async *judge(definitions) {
    for (const { name } of definitions) {
      const category = namePrefix(name);
      yield { category, level: levelFor(category, []), facets: [], evidence: [] };
    }
  },
};
