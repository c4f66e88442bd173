import type { Question } from './question.ts';

/** How much goes into one request. */
export interface GroupLimits {
  tools: number;
  /** Bytes of the tools as they are shown; a tool that is larger goes alone. */
  bytes: number;
}

/** Takes the next questions off a list that fit into one request; at least one, when there is any. */
export function takeGroup(
  waiting: Question[],
  sizeOf: (question: Question) => number,
  { tools, bytes }: GroupLimits,
): Question[] {
  const group: Question[] = [];
  let size = 0;
  while (group.length < tools && waiting.length > 0) {
    const more = sizeOf(waiting[0]!);
    if (group.length > 0 && size + more > bytes) break;
    size += more;
    group.push(waiting.shift()!);
  }
  return group;
}
