/** The launch ladder: servers that serve only when they are started as they want, in the real sandbox. */
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { EnvironmentVariable } from '../../catalog/model/server-json.ts';
import type { LaunchOutcome } from '../../catalog/model/launch.ts';
import { launchTestServers, type TestLauncher } from '../mcp-servers/launch-test-servers.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';

const demanding = (name: string, config: object, files: Record<string, string> = {}, manifest: object = {}) =>
  testServerPackage(name, { kind: 'demanding', ...config }, { ...manifest }, files);

const configuration = (entry: object) =>
  `# Server\n\n\`\`\`json\n${JSON.stringify({ mcpServers: { x: entry } })}\n\`\`\`\n`;
const MODULE_USAGE =
  'Usage: tool <command>\n\nCommands:\n  mcp     Serve the Model Context Protocol\n  login   Sign in\n';
/**
 * Stands for an older Node.js: a program that says that it is one and starts ours. A real one is a package of 40 MB and up, which tests
 * would have to fetch from the network; the benchmark does. Everything but the program is real here: which version is asked for, how
 * it is fetched, checked, kept and put into the sandbox.
 */
const OLD_NODE = '#!/bin/sh\nRUNS_ON_OLD_NODE=1 exec /run/toolgate/node "$@"\n';

const PACKAGES = [
  demanding('one-by-one', { variables: ['FIRST_API_KEY', 'SECOND_BASE_URL', 'THIRD_TEAM_ID'] }),
  demanding('shaped', {
    variables: ['PART_KEY'],
    shape: { PART_KEY: ['^pk_', 'Error: PART_KEY must start with "pk_"'] },
  }),
  demanding('sub-command', { command: ['mcp'], usage: 'error: a command is missing, see --help', help: MODULE_USAGE }),
  demanding(
    'readme-arguments',
    { command: ['serve', '--stdio'], usage: 'Nothing to do.' },
    {
      'README.md': configuration({
        command: 'npx',
        args: ['-y', 'readme-arguments@latest', '--read-only', 'serve', '--stdio', '--toolsets', 'small'],
      }),
    },
  ),
  demanding(
    'readme-variables',
    { silent: ['HIDDEN_TOKEN', 'HIDDEN_URL'] },
    {
      'README.md': configuration({
        command: 'npx',
        args: ['readme-variables'],
        env: { HIDDEN_TOKEN: '<yours>', HIDDEN_URL: '' },
      }),
    },
  ),
  demanding(
    'code-variables',
    { silent: ['UNTOLD_SECRET'] },
    { 'lib/key.js': 'export const key = process.env.UNTOLD_SECRET;' },
  ),
  demanding(
    'smithery',
    { silent: ['SERVICE_TOKEN'] },
    {
      'smithery.yaml':
        'startCommand:\n  type: stdio\n  configSchema:\n    required: [serviceToken]\n    properties:\n      serviceToken: {type: string}\n  commandFunction: "(c) => process.exit(9)"\n',
    },
  ),
  demanding(
    'bundle',
    { silent: ['BUNDLE_KEY'] },
    {
      'manifest.json': JSON.stringify({
        server: { mcp_config: { command: 'node', args: [], env: { BUNDLE_KEY: '${user_config.key}' } } },
        user_config: { key: { type: 'string', required: true } },
      }),
    },
  ),
  demanding('combined', {
    variables: ['COMBINED_KEY'],
    command: ['start'],
    usage: 'Usage: combined <command>\n\nCommands:\n  start  Starts it\n',
  }),
  demanding('over-http', { http: 'streamable', session: true }),
  demanding('over-http-json', { http: 'streamable', json: true, path: '/api/v2/mcp', variables: ['HTTP_KEY'] }),
  demanding('over-sse', { http: 'sse', path: '/sse' }),
  demanding('in-a-hurry', { endsAfterHandshake: true, variables: ['HURRY_KEY'] }),
  demanding('modern', { modern: true }),
  demanding('modern-http', { modern: true, http: 'streamable', json: true }),
  demanding('by-capability', { ifCapability: { sampling: 'samples', roots: 'roots' } }),
  demanding('asks-for-roots', { askRoots: true }),
  demanding('by-variable', { withVariable: { MORE_API_KEY: 'more' } }),
  demanding(
    'old-node',
    { marker: 'RUNS_ON_OLD_NODE', asks: 'This server does not run here.' },
    {},
    { engines: { node: '>=18 <21' } },
  ),
  demanding('never', { silent: ['NOWHERE'], variables: ['NEVER_KEY'] }),
  {
    manifest: { name: `node-${process.platform}-${process.arch}`, version: '20.20.2', bin: { node: 'bin/node' } },
    files: { 'bin/node': OLD_NODE },
  },
];

let launcher: TestLauncher;
beforeAll(async () => {
  launcher = await launchTestServers(PACKAGES, {
    initializeMs: 4_000,
    patientMs: 4_000,
    httpGraceMs: 1_000,
    settleMs: 400,
  });
});
afterAll(() => launcher.close());

const names = ({ tools }: LaunchOutcome) => tools.map(({ name }) => name);
const steps = ({ attempts }: LaunchOutcome) => attempts.map(({ profile, code }) => `${profile}: ${code}`);

describe('what a server asks for in its own words', () => {
  test('is set one at a time, and what was gained is kept', async () => {
    const outcome = await launcher.launch('one-by-one');
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live-dummy' });
    expect(outcome.profile).toMatchObject({
      name: 'error-names',
      environment: ['FIRST_API_KEY', 'SECOND_BASE_URL', 'THIRD_TEAM_ID'],
      gained: ['error-names', 'error-names'],
    });
    expect(steps(outcome)).toEqual([
      'bare: needs-env',
      'error-names: needs-env',
      'error-names: needs-env',
      'error-names: listed',
      // Without capabilities, since its code speaks of them.
      'variation: listed',
    ]);
    expect(outcome.attempts[1]?.start?.environment).toEqual(['FIRST_API_KEY']);
  });

  test('gets the shape that the error names', async () => {
    expect(await launcher.launch('shaped')).toMatchObject({ code: 'listed', profile: { environment: ['PART_KEY'] } });
  });

  test('is a sub-command of the usage text that --help prints', async () => {
    const outcome = await launcher.launch('sub-command');
    expect(outcome).toMatchObject({
      code: 'listed',
      toolSource: 'live',
      profile: { name: 'usage', arguments: ['mcp'] },
    });
    expect(outcome.attempts.map(({ start }) => start?.arguments)).toContainEqual(['--help']);
  });

  test('may be a sub-command and then a variable', async () => {
    const outcome = await launcher.launch('combined');
    expect(outcome).toMatchObject({ code: 'listed', profile: { arguments: ['start'], environment: ['COMBINED_KEY'] } });
  });
});

describe('what its author wrote', () => {
  test('arguments of the README, without those that narrow the list', async () => {
    const outcome = await launcher.launch('readme-arguments');
    expect(outcome).toMatchObject({ code: 'listed', profile: { name: 'readme', arguments: ['serve', '--stdio'] } });
  });

  test('variables of the README', async () => {
    const outcome = await launcher.launch('readme-variables');
    expect(outcome).toMatchObject({
      code: 'listed',
      profile: { name: 'readme', environment: ['HIDDEN_TOKEN', 'HIDDEN_URL'] },
    });
  });

  test.each([
    ['smithery', 'declared', 'SERVICE_TOKEN'],
    ['bundle', 'declared', 'BUNDLE_KEY'],
    ['code-variables', 'code', 'UNTOLD_SECRET'],
  ])('%s: %s', async (name, step, variable) => {
    const outcome = await launcher.launch(name);
    expect(outcome).toMatchObject({ code: 'listed', profile: { name: step } });
    expect(outcome.profile?.environment).toContain(variable);
  });

  test('the Node.js of its engines field, fetched from the registry', async () => {
    const outcome = await launcher.launch('old-node');
    expect(outcome).toMatchObject({ code: 'listed', profile: { name: 'other-node', node: '20.20.2' } });
    const before = launcher.registry.requests.length;
    await launcher.launch('old-node');
    expect(launcher.registry.requests.slice(before).filter((path) => path.includes('node-linux'))).toEqual([]);
  });
});

describe('another way to speak', () => {
  test.each([
    ['over-http', 'streamable-http', '2025-06-18'],
    ['over-http-json', 'streamable-http', '2025-06-18'],
    ['over-sse', 'http-sse', '2025-06-18'],
    ['modern', 'stdio', '2026-07-28'],
    ['modern-http', 'streamable-http', '2026-07-28'],
  ])('%s', async (name, transport, protocolVersion) => {
    const outcome = await launcher.launch(name);
    expect(outcome).toMatchObject({ code: 'listed', protocolVersion, profile: { transport } });
    expect(names(outcome)).toEqual(['works']);
    expect(outcome.serverInfo?.name).toBe('demanding');
  });
});

test('a server that ends after the handshake is asked for its tools together with it', async () => {
  const outcome = await launcher.launch('in-a-hurry');
  expect(outcome).toMatchObject({
    code: 'listed',
    protocolVersion: '2025-06-18',
    profile: { name: 'at-once', gained: ['error-names'], environment: ['HURRY_KEY'] },
    serverInfo: { name: 'demanding' },
  });
  expect(names(outcome)).toEqual(['works']);
});

test('a server that runs into the clock, and alone says what it wants, is started on from there', async () => {
  const slow = demanding('slow', { slowMs: 2_500, variables: ['SLOW_KEY'] });
  const patient = await launchTestServers([slow], { initializeMs: 1_500, patientMs: 20_000, variations: 0 });
  onTestFinished(() => patient.close());
  const outcome = await patient.launch('slow');
  expect(steps(outcome)).toEqual([
    'bare: initialize-timed-out',
    'usage: initialize-timed-out',
    'bare: needs-env',
    'error-names: listed',
  ]);
});

describe('a list that depends on the start', () => {
  test('on what the client can do', async () => {
    const outcome = await launcher.launch('by-capability');
    expect(names(outcome)).toEqual(['works', 'samples', 'roots']);
    expect(outcome.conditional).toEqual(
      ['samples', 'roots'].map((name) => ({
        name,
        condition: 'Listed only when the client declares roots, sampling, elicitation.',
      })),
    );
    expect(outcome.listings?.map(({ capabilities }) => capabilities?.length)).toEqual([3, 0]);
  });

  test('on its roots, told by a notification after the first list', async () => {
    const outcome = await launcher.launch('asks-for-roots');
    expect(names(outcome)).toEqual(['works', 'root file:///home/u']);
    expect(outcome.conditional?.map(({ name }) => name)).toEqual(['root file:///home/u']);
  });

  test('on a variable that its record declares', async () => {
    const environment = [EnvironmentVariable.parse({ name: 'MORE_API_KEY' })];
    const outcome = await launcher.launch('by-variable', { environment });
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live', profile: { name: 'bare', environment: [] } });
    expect(outcome.conditional).toEqual([
      { name: 'more', condition: 'Listed only when these variables are set: MORE_API_KEY.' },
    ]);
  });
});

test('a server that no step helps ends with the reason of the start that came furthest', async () => {
  const outcome = await launcher.launch('never');
  expect(outcome).toMatchObject({ code: 'crashed', tools: [], toolSource: undefined });
  expect(outcome.detail).toContain('cannot read properties of nothing');
  expect(outcome.profile?.environment).toEqual(['NEVER_KEY']);
});
