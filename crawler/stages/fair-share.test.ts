import { describe, expect, it } from 'vitest';
import { fairShare } from './fair-share.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const names = (result: { due: { name: string }[] }) => result.due.map(({ name }) => name);

describe('crawler/stages/fair-share.test.ts', () => {
  it('lets every namespace have its turn before any has a second one', () => {
    const due = named('a/1', 'a/2', 'A/3', 'b/1', 'c/1', 'b/2');
    expect(names(fairShare(due, [], 0))).toEqual(['a/1', 'b/1', 'c/1', 'a/2', 'b/2', 'A/3']);
  });

  it('holds back what a namespace has too much in a day, what was launched before included', () => {
    const due = named('spam/1', 'spam/2', 'spam/3', 'b/1');
    expect(fairShare(due, [], 2)).toEqual({ due: named('spam/1', 'b/1', 'spam/2'), heldBack: 1 });
    expect(fairShare(due, ['spam/7', 'SPAM/8', 'b/9'], 2)).toEqual({ due: named('b/1'), heldBack: 3 });
  });

  it('keeps the order of a single namespace and of names without one', () => {
    expect(names(fairShare(named('a/2', 'a/1'), [], 0))).toEqual(['a/2', 'a/1']);
    expect(names(fairShare(named('x', 'y', 'x'), [], 1))).toEqual(['x', 'y']);
  });
});
