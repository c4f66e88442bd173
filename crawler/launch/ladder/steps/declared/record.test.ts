import { expect, test } from 'vitest';
import { Argument, EnvironmentVariable } from '../../../../../catalog/model/server-json.ts';
import type { Declared } from '../../startable.ts';
import { documentedStart } from './record.ts';

const variable = (name: string, more: object = {}) => EnvironmentVariable.parse({ name, ...more });
const named = (name: string, more: object = {}) => Argument.parse({ type: 'named', name, ...more });
const positional = (more: object = {}) => Argument.parse({ type: 'positional', ...more });
const start = (declared: Partial<Declared>, extent: Parameters<typeof documentedStart>[1]) =>
  documentedStart({ arguments: [], environment: [], ...declared }, extent);

test('what is required, what is given and everything', () => {
  const environment = [
    variable('API_KEY', { isRequired: true }),
    variable('MODE', { isRequired: true, value: 'a' }),
    variable('REGION'),
    variable('READ_ONLY'),
  ];
  expect(start({ environment }, 'given')).toMatchObject({ environment: { MODE: 'a' }, madeUp: [] });
  expect(start({ environment }, 'required')).toMatchObject({
    environment: { API_KEY: 'placeholder', MODE: 'a' },
    madeUp: ['API_KEY'],
  });
  // A variable that narrows the list is left out.
  expect(Object.keys(start({ environment }, 'all').environment)).toEqual(['API_KEY', 'MODE', 'REGION']);
});

test('fixed values, defaults and choices are the record’s own', () => {
  const environment = [
    variable('A', { value: 'fixed' }),
    variable('B', { isRequired: true, default: 'usual' }),
    variable('C', { isRequired: true, choices: ['one', 'two'] }),
  ];
  expect(start({ environment }, 'given')).toMatchObject({
    environment: { A: 'fixed', B: 'usual', C: 'one' },
    madeUp: [],
  });
});

test('arguments: flags, fixed values, and placeholders for required ones; optional ones are left out', () => {
  const list = [
    positional({ value: 'start' }),
    named('--stdio'),
    named('--port', { isRequired: true }),
    named('--optional', { valueHint: 'something' }),
    positional({ valueHint: 'directory', isRequired: true }),
  ];
  expect(start({ arguments: list }, 'required')).toMatchObject({
    arguments: ['start', '--stdio', '--port', '8080', '/home/u'],
    argumentsMadeUp: true,
  });
  expect(start({ arguments: list }, 'given')).toMatchObject({
    arguments: ['start', '--stdio'],
    argumentsMadeUp: false,
  });
});

test('optional switches that shorten the list, leave standard output or do not serve are left out', () => {
  const offers = [
    '--read-only',
    '--readonly',
    '--no-write-tools',
    '--disable-database-tools',
    '--only-public-url',
  ].concat([
    '--http',
    '--sse',
    '--port',
    '--transport',
    '--help',
    '-h',
    '-help',
    '--version',
    '-v',
    'init',
    '--setup',
    '--transport=http',
    '--port=80',
    '--help=all',
    '--read-only true',
  ]);
  const list = [...offers.map((name) => named(name)), named('--stdio'), named('--transport=stdio'), named('--quiet')];
  for (const extent of ['given', 'required', 'all'] as const) {
    expect(start({ arguments: list }, extent).arguments).toEqual(['--stdio', '--transport=stdio', '--quiet']);
  }
  // What the record insists on or fixes itself stays.
  const fixed = [
    named('--read-only', { isRequired: true }),
    named('--transport', { value: 'stdio' }),
    named('--toolsets', { value: 'all' }),
    positional({ value: 'init' }),
  ];
  expect(start({ arguments: fixed }, 'given').arguments).toEqual([
    '--read-only',
    '--transport',
    'stdio',
    '--toolsets',
    'all',
    'init',
  ]);
});

test('blanks in a fixed value are filled in, which makes it a placeholder', () => {
  const list = [named('--root', { value: 'file://{directory}/x' })];
  expect(start({ arguments: list }, 'required')).toMatchObject({
    arguments: ['--root', 'file:///home/u/x'],
    argumentsMadeUp: true,
  });
});
