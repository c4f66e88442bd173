import { describe, expect, it } from 'vitest';
import { canonicalDefinition, canonicalJson, definitionHash, sha256 } from './definition-hash.ts';
import { parseTool } from './parse-tool.ts';

describe('catalog/definition-hash', () => {
  it('writes RFC 8785: sorted members, no white space, ECMAScript numbers', () => {
    // The numbers of the example in RFC 8785 section 3.2.2.
    expect(canonicalJson({ numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001] })).toBe(
      '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    );
    expect(canonicalJson({ b: 1, a: { d: 2, c: [] } })).toBe('{"a":{"c":[],"d":2},"b":1}');
  });

  it('does not depend on the order of members and leaves absent fields out', () => {
    const a = { name: 't', description: 'd', inputSchema: { type: 'object', properties: {} } };
    const b = { inputSchema: { properties: {}, type: 'object' }, description: 'd', name: 't', title: undefined };
    expect(canonicalDefinition(b)).toBe(
      '{"description":"d","inputSchema":{"properties":{},"type":"object"},"name":"t"}',
    );
    expect(definitionHash(a)).toBe(definitionHash(b));
    expect(definitionHash(a)).toBe(sha256(canonicalDefinition(a)));
    expect(definitionHash({ ...a, description: 'D' })).not.toBe(definitionHash(a));
  });

  it('hashes what a hostile server can send: lone surrogates, __proto__ members', () => {
    const raw: unknown = JSON.parse('{"name":"x\\ud800","inputSchema":{"__proto__":{"a\\udc00":"b\\ud801"}}}');
    const parsed = parseTool(raw, 0);
    if (!('tool' in parsed)) throw new Error('refused');
    expect(canonicalDefinition(parsed.tool)).toBe('{"inputSchema":{"__proto__":{"a�":"b�"}},"name":"x�"}');
  });
});

describe('catalog/definition-hash: values that JSON cannot hold', () => {
  it('writes a text that was cut in the middle of a character with U+FFFD', () => {
    const cut = '😀'.slice(0, 1);
    expect(canonicalJson({ [cut]: [cut, { a: `x${cut}` }], b: undefined })).toBe(
      '{"\uFFFD":["\uFFFD",{"a":"x\uFFFD"}]}',
    );
    expect(canonicalJson(cut)).toBe('"\uFFFD"');
  });

  it.each([undefined, Number.NaN, { a: Number.POSITIVE_INFINITY }, () => 1])('throws for %j', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('throws for a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(() => canonicalJson(cycle)).toThrow(TypeError);
  });
});

describe('catalog/parse-tool', () => {
  it.each([
    [null, 'entry 3'],
    [{ description: 'no name' }, 'entry 3'],
    [{ name: '' }, 'entry 3'],
    [{ name: 'x'.repeat(1001) }, 'x'.repeat(200)],
    [{ name: 'bad', inputSchema: 'object' }, 'bad'],
    [{ name: 'bad', description: 7 }, 'bad'],
  ])('refuses %j with a reason and a label', (raw, label) => {
    const parsed = parseTool(raw, 2);
    expect(parsed).toMatchObject({ malformed: { index: 2, label, reason: expect.stringMatching(/./) } });
  });

  it('refuses nesting that would exhaust a recursive reader', () => {
    const raw: unknown = JSON.parse(`{"name":"deep","inputSchema":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`);
    expect(parseTool(raw, 0)).toMatchObject({
      malformed: { label: 'deep', reason: 'is nested deeper than 100 levels' },
    });
  });

  it('takes an empty array for an empty object, as PHP servers send it', () => {
    expect(parseTool({ name: 'php', annotations: [], outputSchema: null }, 0)).toEqual({ tool: { name: 'php' } });
  });
});
