import { Rejected, RetryLater } from '../../../../catalog/errors.ts';
import type { Budget } from '../money/budget.ts';
import type { Asking } from './asking.ts';
import type { AskEnding } from './ending.ts';
import type { Question } from './question.ts';
import { recordAnswer, recordUnusable } from './record-answer.ts';
import type { Sent } from './send.ts';
import type { Work } from './work.ts';

/** Requests in a row without an answer, or from the start without a usable one, after which nothing more is asked. */
const GIVE_UP_AFTER = 5;

export interface Outcomes {
  /** What follows from an answer or its absence; an ending when nothing more is to be asked. */
  take(group: Question[], sent: Exclude<Sent, { kind: 'unaffordable' }>): AskEnding | undefined;
  /** How a run ends in which nothing is left to send. */
  atEnd(): AskEnding;
}

/** Stores what requests brought, and judges whether it makes sense to go on. */
export function openOutcomes(asking: Asking, budget: Budget, work: Work): Outcomes {
  const seen = { answers: 0, usable: 0, useless: 0, silent: 0 };
  let lastSilence: RetryLater | undefined;
  /** Single tools that were too much for the model, while it is not known whether anything is not. */
  const tooLong: { group: Question[]; requestId: string }[] = [];
  let unanswered = 0;

  const declinedAgain = (group: Question[], requestId: string) => {
    if (group.length > 1) return work.split(group);
    const reason = 'its server does not want to answer about it';
    for (const question of group) recordUnusable(asking, question, { reason, rejected: [] }, requestId);
    return work.done(group);
  };
  const storeTooLong = () => {
    const reason = 'it is longer than the model can take';
    for (const { group, requestId } of tooLong.splice(0)) {
      for (const question of group) recordUnusable(asking, question, { reason, rejected: [] }, requestId, true);
      work.done(group);
    }
  };

  return {
    take(group, sent) {
      switch (sent.kind) {
        case 'answered': {
          const { cut, usable } = recordAnswer(asking, budget, sent.asked, group, sent.completion, group.length > 1);
          seen.answers += 1;
          seen.silent = 0;
          unanswered += work.storeUnanswered();
          if (cut && group.length > 1) work.split(group);
          else work.done(group);
          if (usable) {
            seen.usable += 1;
            storeTooLong();
          } else if (!cut || group.length === 1) seen.useless += 1;
          if (seen.usable === 0 && seen.useless >= GIVE_UP_AFTER) {
            return { kind: 'trouble', error: uselessModel(seen.useless) };
          }
          return budget.overrun ? { kind: 'budget', overrun: true } : undefined;
        }
        case 'too-long':
          if (group.length > 1) {
            work.split(group);
            return undefined;
          }
          tooLong.push({ group, requestId: sent.requestId });
          if (seen.usable > 0) storeTooLong();
          return tooLong.length < GIVE_UP_AFTER ? undefined : { kind: 'trouble', error: smallModel(sent.reason) };
        case 'declined':
          if (seen.answers === 0) return { kind: 'trouble', error: declined(sent.reason) };
          declinedAgain(group, sent.requestId);
          return undefined;
        case 'unanswered':
          seen.silent += 1;
          work.unanswered(group, sent.reason, sent.requestId);
          lastSilence = silentServer(sent.reason, sent.pauseMs);
          if (sent.pauseMs === undefined && seen.silent < GIVE_UP_AFTER) return undefined;
          return { kind: 'trouble', error: lastSilence };
        default:
          return sent satisfies never;
      }
    },
    atEnd() {
      // Where nobody got an answer, it is the server, not the tools.
      if (seen.answers === 0 && lastSilence !== undefined) return { kind: 'trouble', error: lastSilence };
      if (tooLong.length > 0) return { kind: 'trouble', error: smallModel('nothing that was asked fits') };
      return { kind: 'done', unanswered: unanswered + work.storeUnanswered() };
    },
  };
}

function silentServer(reason: string, pauseMs: number | undefined): RetryLater {
  const asks = pauseMs === undefined ? '' : ` and asks to wait ${Math.ceil(pauseMs / 1000)} s`;
  return new RetryLater(`the server of the model gives no answer: ${reason}${asks}`, {
    afterMs: pauseMs,
    hint: 'What was answered is stored. Run the same command again later; it goes on from here.',
  });
}

function uselessModel(answers: number): Rejected {
  return new Rejected(`none of the first ${answers} answers of the model could be used`, {
    hint: 'Take a model that can answer in JSON, or look at one answer with --explain.',
  });
}

function smallModel(reason: string): Rejected {
  return new Rejected(`the model cannot take even one definition at a time: ${reason}`, {
    hint: 'Give it a larger context, or allow less for the answer: --max-answer-tokens 2000.',
  });
}

function declined(reason: string): Rejected {
  return new Rejected(`the server of the model does not take our requests: ${reason}`, {
    hint: 'Does it have chat completions with JSON answers? --explain prints the request.',
  });
}
