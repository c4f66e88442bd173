import type { Prose } from './prose.ts';

/** Text of ours with names between backticks, as {@link Prose}. */
export function backticks(text: string): Prose {
  return text.split(/`([^`]+)`/).flatMap((part, i) => {
    if (part === '') return [];
    return [i % 2 === 0 ? part : { code: part }];
  });
}
