import type { Limits } from '../limits.ts';

/** Our answers to what a remote server asks, each of which is a request of ours: few at a time, and not without an end. */
export interface ReplyQueue {
  /** Sends a reply when there is room. @returns false when there were too many; it is not sent then */
  take(send: () => Promise<void>): boolean;
}

/** One for one session. */
export function replyQueue({ replies, repliesAtOnce }: Limits): ReplyQueue {
  const waiting: (() => Promise<void>)[] = [];
  let [taken, underWay] = [0, 0];
  const next = () => {
    while (underWay < repliesAtOnce && waiting.length > 0) {
      underWay += 1;
      void waiting.shift()!().finally(() => {
        underWay -= 1;
        next();
      });
    }
  };
  return {
    take(send) {
      taken += 1;
      if (taken > replies) return false;
      waiting.push(send);
      next();
      return true;
    },
  };
}
