import type { Classifier } from './classifier.ts';

/** The same classifier, shown name and schema only: how much of its answers rests on what the author says in prose. */
export function withoutDescription(classifier: Classifier): Classifier {
  return {
    name: classifier.name,
    version: classifier.version,
    judge: (definitions) => classifier.judge(definitions.map(({ description: _, title: __, ...rest }) => rest)),
  };
}
