import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyJsonSchema } from './json-schema.ts';
import { loadPolicy } from './load.ts';
import { formatProblems } from './problem.ts';

const guide = readFileSync(new URL('../docs/policy-format.md', import.meta.url), 'utf8');

describe('docs/policy-format.md', () => {
  const snippets = [...guide.matchAll(/^```json\n(.*?)^```$/gmsu)].map((match) => match[1] ?? '');

  it.each(snippets)('has a snippet that loads: %.60j', (snippet) => {
    const loaded = loadPolicy(snippet);
    expect('problems' in loaded ? formatProblems(loaded.problems, 'snippet') : '').toBe('');
  });

  it('names every field, operator and value of the format', () => {
    expect(snippets.length).toBeGreaterThan(2);
    const words = new Set<string>();
    const collect = (node: unknown) => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node) for (const name of Object.keys(node.properties ?? {})) words.add(name);
      if ('enum' in node && Array.isArray(node.enum)) for (const value of node.enum) words.add(String(value));
      if ('const' in node) words.add(String(node.const));
      Object.values(node).forEach(collect);
    };
    collect(policyJsonSchema());
    const missing = [...words].filter((word) => !new RegExp(`["\`.]${RegExp.escape(word)}["\`]`, 'u').test(guide));
    expect(words.size).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });
});
