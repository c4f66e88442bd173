import { expect, test } from 'vitest';
import { Argument, EnvironmentVariable } from '../../catalog/model/server-json.ts';
import { startProfiles } from './profiles.ts';

const variable = (name: string, more: object = {}) => EnvironmentVariable.parse({ name, ...more });
const named = (name: string, more: object = {}) => Argument.parse({ type: 'named', name, ...more });
const positional = (more: object = {}) => Argument.parse({ type: 'positional', ...more });
const summary = (plan: Parameters<typeof startProfiles>[0]) =>
  startProfiles(plan).map(({ profile, environment, toolSource }) => [
    profile.name,
    environment,
    profile.arguments,
    toolSource,
  ]);

test('a server that asks for nothing is started bare, once', () => {
  expect(summary({ arguments: [], environment: [] })).toEqual([['bare', {}, [], 'live']]);
});

test('the ladder: as documented, bare, with all variables', () => {
  const environment = [variable('API_KEY', { isRequired: true }), variable('REGION')];
  expect(summary({ arguments: [], environment })).toEqual([
    ['required', { API_KEY: 'placeholder' }, [], 'live-dummy'],
    ['bare', {}, [], 'live'],
    ['declared', { API_KEY: 'placeholder', REGION: 'us-east-1' }, [], 'live-dummy'],
  ]);
});

test('only the names of made-up variables are recorded', () => {
  const environment = [variable('API_KEY', { isRequired: true }), variable('MODE', { isRequired: true, value: 'a' })];
  const [first] = startProfiles({ arguments: [], environment });
  expect(first?.profile).toEqual({ name: 'required', environment: ['API_KEY'], arguments: [] });
});

test('fixed values, defaults and choices are the record’s own, so the list is live', () => {
  const environment = [
    variable('A', { value: 'fixed' }),
    variable('B', { isRequired: true, default: 'usual' }),
    variable('C', { isRequired: true, choices: ['one', 'two'] }),
  ];
  expect(summary({ arguments: [], environment })[0]).toEqual([
    'required',
    { A: 'fixed', B: 'usual', C: 'one' },
    [],
    'live',
  ]);
});

test('arguments: flags, fixed values, and placeholders for required ones; optional ones are left out', () => {
  const args = [
    positional({ value: 'start' }),
    named('--stdio'),
    named('--port', { isRequired: true }),
    named('--optional', { valueHint: 'something' }),
    positional({ valueHint: 'directory', isRequired: true }),
  ];
  expect(summary({ arguments: args, environment: [] })[0]).toEqual([
    'required',
    {},
    ['start', '--stdio', '--port', '8080', '/home/u'],
    'live-dummy',
  ]);
});

test('blanks in a fixed value are filled in, which makes it a placeholder', () => {
  const args = [named('--root', { value: 'file://{directory}/x' })];
  expect(summary({ arguments: args, environment: [] })[0]).toEqual([
    'required',
    {},
    ['--root', 'file:///home/u/x'],
    'live-dummy',
  ]);
});
