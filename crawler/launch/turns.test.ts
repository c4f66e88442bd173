import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('a part that runs alone has nothing beside it, and everything gets its turn', async () => {
  const turns = createTurns();
  let beside = 0;
  const seenAlone: number[] = [];
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  const work = (asksAlone: boolean) =>
    turns.together(async () => {
      beside += 1;
      await pause();
      if (asksAlone) {
        beside -= 1;
        await turns.alone(async () => {
          seenAlone.push(beside);
          beside += 1;
          await pause();
          beside -= 1;
        });
        beside += 1;
      }
      await pause();
      beside -= 1;
      return asksAlone;
    });
  expect(await Promise.all([work(true), work(false), work(true), work(false), work(true)])).toHaveLength(5);
  expect(seenAlone).toEqual([0, 0, 0]);
});

test('an error ends its turn', async () => {
  const turns = createTurns();
  const broken = turns.together(() => turns.alone(() => Promise.reject(new Error('broken'))));
  await expect(broken).rejects.toThrow('broken');
  expect(await turns.together(async () => 'next')).toBe('next');
});
