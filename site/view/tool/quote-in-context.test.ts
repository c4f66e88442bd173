import { describe, expect, it } from 'vitest';
import { fieldPath } from './field-path.ts';
import { quoteInContext, quotesInContext } from './quote-in-context.ts';

const definition = {
  name: 'run',
  description: `${'before '.repeat(30)}delete all${' after'.repeat(30)}`,
  inputSchema: { properties: { 'a/b': { description: 'twice twice' }, command: { type: 'string' } } },
  annotations: { readOnlyHint: true },
};

describe('site/view/tool/quote-in-context.test.ts', () => {
  it('gives whole words around a quote', () => {
    const { before, quote, after } = quoteInContext(definition, '/description', 'delete all');
    expect([before.slice(0, 9), before.slice(-7), quote, after.slice(0, 6), after.slice(-6)]).toEqual([
      '… before ',
      'before ',
      'delete all',
      ' after',
      'after…',
    ]);
  });

  it('finds quotes in strings, names of members and other values', () => {
    expect(quoteInContext(definition, '/inputSchema/properties/a~1b/description', 'twice', 6)).toEqual({
      before: 'twice ',
      quote: 'twice',
      after: '',
    });
    expect(quoteInContext(definition, '/inputSchema/properties/command', 'comma')).toEqual({
      before: '',
      quote: 'comma',
      after: 'nd',
    });
    expect(quoteInContext(definition, '/annotations/readOnlyHint', 'true')).toEqual({
      before: '',
      quote: 'true',
      after: '',
    });
  });

  it('shows a quote bare when it cannot be found', () => {
    expect(quoteInContext(definition, '/nowhere/at/all', 'gone')).toEqual({ before: '', quote: 'gone', after: '' });
    expect(quoteInContext(definition, '/constructor', 'Object')).toEqual({ before: '', quote: 'Object', after: '' });
  });

  it.each([
    ['/name', 'name'],
    ['/inputSchema/properties/path/description', 'input schema › path › description'],
    ['/inputSchema/properties/properties', 'input schema › properties'],
    ['/inputSchema/properties/a~1b', 'input schema › a/b'],
    ['', 'definition'],
  ])('%j reads %j', (pointer, path) => {
    expect(fieldPath(pointer)).toBe(path);
  });

  it('shows several quotes of one text in it once, what overlaps as one', () => {
    const text = 'Run code. Unsafe: runs any code.';
    const root = { description: text, long: `a${' x'.repeat(300)} b` };
    const together = quotesInContext(root, '/description', ['any code', 'Run code', 'runs any']);
    expect(together).toEqual({
      before: '',
      quote: 'Run code',
      after: '. Unsafe: ',
      more: [{ quote: 'runs any code', after: '.' }],
    });
    expect(quotesInContext(root, '/description', ['Run', 'Run'])).toEqual({
      before: '',
      quote: 'Run',
      after: ' code. Unsafe: runs any code.',
    });
    // What lies between far quotes is cut once.
    expect(quotesInContext(root, '/long', ['a', 'b'])?.after).toMatch(/^( x){1,60}… x( x){1,60} $/u);
    expect(quotesInContext(root, '/description', ['Run', 'not there'])).toBe(undefined);
  });
});
