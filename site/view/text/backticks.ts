import type { Prose } from './prose.ts';

/** Text of ours with nothing of theirs in it: what stands between backticks is ours too. */
export const ownBackticks = (text: string): Prose =>
  backticks(text).map((part) => (typeof part === 'object' && 'code' in part ? { term: part.code } : part));

/** Text of ours with names between backticks, as {@link Prose}. */
export function backticks(text: string): Prose {
  return text.split(/`([^`]+)`/).flatMap((part, i) => {
    if (part === '') return [];
    return [i % 2 === 0 ? part : { code: part }];
  });
}
