import { expect, test } from 'vitest';
import type { LaunchProfile } from '../../../catalog/model/launch.ts';
import { uniteLists } from './unite-lists.ts';

const profile = (more: Partial<LaunchProfile> = {}): LaunchProfile => ({
  name: 'bare',
  environment: [],
  arguments: [],
  capabilities: ['roots'],
  ...more,
});
const tools = (...names: string[]) => names.map((name) => ({ name }));

test('one list stays as it is', () => {
  expect(uniteLists([{ profile: profile(), tools: tools('a'), malformed: [] }], 10)).toEqual({
    tools: tools('a'),
    malformed: [],
    detail: 'It listed 1 tool.',
  });
});

test('the union, in the order of the first one, and on what each tool depends', () => {
  const first = { profile: profile(), tools: [{ name: 'a', description: 'first' }, { name: 'b' }], malformed: [] };
  const second = { profile: profile({ capabilities: [] }), tools: tools('a'), malformed: [] };
  const third = { profile: profile({ environment: ['KEY'] }), tools: tools('c', 'a', 'b'), malformed: [] };
  const united = uniteLists([first, second, third], 10);
  expect(united.tools).toEqual([{ name: 'a', description: 'first' }, { name: 'b' }, { name: 'c' }]);
  expect(united.conditional).toEqual([
    { name: 'b', condition: 'Listed only when the client declares roots.' },
    { name: 'c', condition: 'Listed only when these variables are set: KEY.' },
  ]);
  expect(united.detail).toBe('It listed 3 tools, 2 of them not with every start.');
  expect(uniteLists([first, third], 2).tools).toHaveLength(2);
});
