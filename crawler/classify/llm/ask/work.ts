import type { Asking } from './asking.ts';
import type { Question } from './question.ts';
import { recordUnanswered } from './record-answer.ts';

/** What is still to be asked, in which company. */
export interface Work {
  /** The questions of the next request; `undefined` when there is none, at least while others are under way. */
  next(): Question[] | undefined;
  /** Puts questions back to where they came from: they were not asked. */
  putBack(group: Question[]): void;
  /** An answer to these was stored, usable or not. */
  done(group: readonly Question[]): void;
  /** These were too much at once. */
  split(group: readonly Question[]): void;
  /** No answer came to these. They are not asked again in this run. */
  unanswered(group: readonly Question[], reason: string, requestId: string): void;
  /** Records what got no answer while others did; returns how many. */
  storeUnanswered(): number;
}

/**
 * @param due hashes of definitions, the most urgent first
 * @param onFinished called for each definition that nothing is left to ask about
 */
export function openWork(asking: Asking, due: readonly string[], onFinished: (hash: string) => void): Work {
  const whole: Question[][] = [];
  const alone: Question[] = [];
  const first: Question[] = [];
  const second: Question[] = [];
  const silent: { question: Question; reason: string; requestId: string }[] = [];
  const { tools } = asking.choice.group;
  let position = 0;

  const place = (hash: string) => {
    const question = asking.next(hash);
    if (question === undefined) onFinished(hash);
    else if (question.alone) alone.push(question);
    else (question.look === 'full' ? first : second).push(question);
  };

  return {
    next() {
      while (first.length < tools && position < due.length) place(due[position++]!);
      const ready = whole.shift();
      if (ready !== undefined) return ready;
      if (alone.length > 0) return [alone.shift()!];
      // A second look waits for company as long as there are first ones to take.
      if (second.length >= tools || (second.length > 0 && first.length === 0)) return asking.group(second);
      return first.length > 0 ? asking.group(first) : undefined;
    },
    putBack: (group) => void whole.unshift(group),
    done(group) {
      for (const { hash } of group) place(hash);
    },
    split(group) {
      const middle = Math.ceil(group.length / 2);
      whole.push(group.slice(0, middle), group.slice(middle));
    },
    unanswered(group, reason, requestId) {
      silent.push(...group.map((question) => ({ question, reason, requestId })));
    },
    storeUnanswered() {
      const count = silent.length;
      for (const { question, reason, requestId } of silent.splice(0)) {
        recordUnanswered(asking, question, `no answer came (${reason})`, requestId);
      }
      return count;
    },
  };
}
