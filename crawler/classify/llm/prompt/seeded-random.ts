import { createHash } from 'node:crypto';

/** Numbers and words that follow from a seed alone: whoever knows the seed can make the same request again. */
export interface SeededRandom {
  /** A whole number from 0 up to but not including `below`. */
  below(below: number): number;
  /** So many hexadecimal digits. */
  hex(digits: number): string;
  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[];
}

/** @param seed of a length that nobody guesses; what is made from it cannot be foretold without it */
export function seededRandom(seed: string): SeededRandom {
  let counter = 0;
  const block = () => createHash('sha256').update(`${seed}\0${counter++}`).digest();
  const below = (limit: number) => block().readUIntBE(0, 6) % limit;
  return {
    below,
    hex(digits) {
      let text = '';
      while (text.length < digits) text += block().toString('hex');
      return text.slice(0, digits);
    },
    shuffled<T>(items: readonly T[]): T[] {
      const order = [...items];
      for (let i = order.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}
