import { describe, expect, test } from 'vitest';
import { draw } from './draw.ts';

const tools = (count: number, word = 'list') =>
  Array.from({ length: count }, (_, index) => ({ name: `${word}_thing_${index}` }));

describe('bench/labelled/draw.ts', () => {
  test('a server with few tools gives all of them', () => {
    expect(draw('s', 'one', tools(30)).map(({ share }) => share)).toEqual(Array(30).fill('all'));
  });

  test('of more it gives the quota, half of it plain, and rare words are preferred for the rest', () => {
    const rare = ['refund_charge', 'deleteUser', 'run_command', 'get_secret'].map((name) => ({ name }));
    const drawn = draw('s', 'one', [...tools(100), ...rare]);
    expect(drawn).toHaveLength(30);
    expect(new Set(drawn.map(({ index }) => index)).size).toBe(30);
    expect([100, 101, 102, 103].filter((index) => drawn.some((item) => item.index === index))).toHaveLength(4);
    expect(drawn.filter(({ share }) => share === 'plain').length).toBeGreaterThanOrEqual(15);
  });

  test('a rare word in a name comes before one in a description', () => {
    const named = { name: 'purchase_domain' };
    const described = Array.from({ length: 50 }, (_, index) => ({ name: `show_${index}`, description: 'of an order' }));
    const drawn = draw('s', 'one', [...described, named]);
    expect(drawn.find(({ index }) => index === 50)).toMatchObject({ index: 50 });
  });

  test('the sample depends on seed, server and names, not on the order of the list', () => {
    const list = tools(60);
    const names = (seed: string, server: string, from = list) =>
      draw(seed, server, from)
        .map(({ index }) => from[index]!.name)
        .sort();
    expect(names('s', 'one', list.toReversed())).toEqual(names('s', 'one'));
    expect(names('t', 'one')).not.toEqual(names('s', 'one'));
    expect(names('s', 'two')).not.toEqual(names('s', 'one'));
  });

  test('one server with hundreds of tools gives more, still a bounded number', () => {
    expect(draw('s', 'one', tools(201))).toHaveLength(100);
  });
});
