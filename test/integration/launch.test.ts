/** Honest servers, in the real sandbox, from a registry on the loopback interface. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Argument, EnvironmentVariable } from '../../catalog/model/server-json.ts';
import { launchTestServers, type TestLauncher } from '../mcp-servers/launch-test-servers.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';

const tools = [{ name: 'greet', description: 'Greets.', annotations: { readOnlyHint: true } }, { name: 'leave' }];
const variable = (name: string, more = {}) => EnvironmentVariable.parse({ name, ...more });
const positional = (more: object) => Argument.parse({ type: 'positional', ...more });

let launcher: TestLauncher;
beforeAll(async () => {
  launcher = await launchTestServers(
    [
      testServerPackage('honest', { kind: 'honest', tools, lateTools: [{ name: 'late' }] }),
      testServerPackage('@scope/needs-env', { kind: 'honest', tools, requiredEnv: 'EXAMPLE_API_KEY' }),
      testServerPackage('needs-directory', { kind: 'honest', tools, requiresDirectory: true }),
      testServerPackage('http', { kind: 'scripted', behaviour: 'http' }),
      testServerPackage(
        'old-runtime',
        { kind: 'scripted', behaviour: 'tools', tools: [] },
        { engines: { node: '<1' } },
      ),
    ],
    { initializeMs: 3_000, settleMs: 400 },
  );
});
afterAll(() => launcher.close());

describe('an honest server', () => {
  test('lists its tools live, the late ones too, and tells what was fetched', async () => {
    const outcome = await launcher.launch('honest');
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live', malformed: [], strayLines: 0 });
    expect(outcome.tools.map((tool) => tool.name)).toEqual(['greet', 'leave', 'late']);
    expect(outcome.tools[0]).toMatchObject({ description: 'Greets.', annotations: { readOnlyHint: true } });
    expect(outcome.serverInfo).toEqual({ name: 'honest', version: '1.0.0', title: undefined });
    expect(outcome.instructions).toBe('Ask nicely.');
    expect(outcome.protocolVersion).toBe('2025-11-25');
    expect(outcome.fetched).toMatchObject({ identifier: 'honest', version: '1.0.0' });
    expect(outcome.fetched?.integrity).toMatch(/^sha512-/);
    expect(outcome.fetched!.packages).toBeGreaterThan(50);
    expect(outcome.attempts[0]).toMatchObject({ profile: 'bare', code: 'listed', detail: 'It listed 3 tools.' });
    expect(outcome.conditional).toEqual([
      { name: 'late', condition: 'Listed only when the client declares roots, sampling, elicitation.' },
    ]);
    expect(outcome.isolation).toMatch(/^bubblewrap .*seccomp$/);
  });

  test('is started with placeholders for what it requires', async () => {
    const environment = [variable('EXAMPLE_API_KEY', { isRequired: true }), variable('OTHER')];
    const outcome = await launcher.launch('@scope/needs-env', { environment });
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live-dummy' });
    expect(outcome.profile).toMatchObject({ name: 'declared', environment: ['EXAMPLE_API_KEY'], arguments: [] });
  });

  test('is started with every declared variable when nothing less was enough', async () => {
    const outcome = await launcher.launch('@scope/needs-env', { environment: [variable('EXAMPLE_API_KEY')] });
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live-dummy', profile: { name: 'declared' } });
    expect(outcome.attempts.slice(0, 2).map(({ profile, code }) => [profile, code])).toEqual([
      ['bare', 'needs-env'],
      ['declared', 'listed'],
    ]);
  });

  test('that names a variable which its record does not declare is started with it', async () => {
    const outcome = await launcher.launch('@scope/needs-env');
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live-dummy', profile: { name: 'error-names' } });
    expect(outcome.attempts[0]?.detail).toContain('EXAMPLE_API_KEY is asked for');
  });

  test('gets a directory that exists for an argument that is a path', async () => {
    const args = [positional({ valueHint: 'allowed-directory', isRequired: true })];
    const outcome = await launcher.launch('needs-directory', { arguments: args });
    expect(outcome).toMatchObject({ code: 'listed', profile: { name: 'declared', arguments: ['/home/u'] } });
    expect(await launcher.launch('needs-directory')).toMatchObject({
      code: 'listed',
      profile: { name: 'usage', arguments: ['/home/u'] },
    });
  });

  test('is downloaded once, however often it is launched', async () => {
    await launcher.launch('honest');
    const tarballs = () => launcher.registry.requests.filter((path) => path.endsWith('.tgz')).length;
    const before = tarballs();
    expect(await launcher.launch('honest')).toMatchObject({ code: 'listed' });
    expect(tarballs()).toBe(before);
  });
});

test('a server that listens on a port and says nothing there is told from a silent one', async () => {
  const outcome = await launcher.launch('http');
  expect(outcome).toMatchObject({ code: 'http-only' });
  expect(outcome.detail).toContain('port 3333');
});

test('many servers at the same time do not disturb each other', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => launcher.launch('honest')));
  expect(outcomes.map((outcome) => outcome.code)).toEqual(Array(4).fill('listed'));
});

test('a package for another Node.js is tried all the same', async () => {
  expect(await launcher.launch('old-runtime')).toMatchObject({ code: 'empty-list' });
});
