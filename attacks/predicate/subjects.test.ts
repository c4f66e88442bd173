import { describe, expect, it } from 'vitest';
import { subjectsOf } from './subjects.ts';

const of = (name: string, ...given: string[]) =>
  subjectsOf({ name, inputSchema: { properties: Object.fromEntries(given.map((argument) => [argument, {}])) } });

describe('attacks/predicate/subjects.test.ts', () => {
  it('reads whole words of a name, however they are joined', () => {
    expect(of('createPullRequest')).toEqual(['version-control']);
    expect(of('create_pull-request')).toEqual(['version-control']);
    expect(of('add_memory')).toEqual(['memory']);
    expect(of('digital_legitimacy_reporter')).toEqual([]);
  });

  it('reads the names of arguments', () => {
    expect(of('push', 'repoPath')).toEqual(['version-control']);
    expect(of('push', 'message')).toEqual([]);
  });

  it('does not read descriptions, and survives every name and schema', () => {
    expect(subjectsOf({ name: 'ping', description: 'Adds a memory to the git repository.' })).toEqual([]);
    for (const name of ['_', '记忆', ' '.repeat(1000), 'x'.repeat(1000), '__proto__']) expect(of(name)).toEqual([]);
    expect(subjectsOf({ name: 'ping', inputSchema: { properties: ['repo'] } })).toEqual([]);
  });
});
