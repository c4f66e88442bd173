import { describe, expect, test } from 'vitest';
import { authorHint } from './author-hint.ts';

describe('bench/classification/author-hint.ts', () => {
  test.each([
    [undefined, undefined],
    [{}, undefined],
    [{ destructiveHint: false }, undefined],
    [{ readOnlyHint: 'true' }, undefined],
    [{ readOnlyHint: true }, 'reads'],
    [{ readOnlyHint: true, destructiveHint: false }, 'reads'],
    [{ readOnlyHint: true, destructiveHint: true }, undefined],
    [{ readOnlyHint: false }, 'does not only read'],
    [{ destructiveHint: true }, 'does not only read'],
  ])('%j', (annotations, expected) => {
    expect(authorHint(annotations)).toBe(expected);
  });
});
