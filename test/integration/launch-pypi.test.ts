/** Python projects: installed from wheels of a real index on loopback, and started in the real sandbox. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LaunchPlan } from '../../catalog/model/launch.ts';
import { launchKinds, type KindsLauncher } from '../mcp-servers/launch-kinds.ts';
import { PYTHON_SERVER } from '../mcp-servers/python-server.ts';
import { startPythonIndex, type PythonIndex, type TestDistribution } from '../python-index.ts';

const MB = 1024 * 1024;

const plan = (identifier: string, version = '1.0.0', more: object = {}): LaunchPlan => ({
  kind: 'pypi',
  identifier,
  version,
  arguments: [],
  environment: [],
  ...more,
});

const server = (name: string, more: Partial<TestDistribution> = {}): TestDistribution => {
  const module = name.replaceAll('-', '_');
  return {
    name,
    files: { [`${module}/__init__.py`]: '', [`${module}/server.py`]: PYTHON_SERVER },
    scripts: { [name]: `${module}.server:main` },
    ...more,
  };
};

let index: PythonIndex;
let launcher: KindsLauncher;
beforeAll(async () => {
  index = await startPythonIndex();
  index.publish({ name: 'needed-helper', files: { 'needed_helper.py': 'WORD = "helped"\n' } });
  const limits = { fetchMs: 60_000, treeBytes: 4 * MB, downloadBytes: 6 * MB };
  launcher = await launchKinds({ pypi: { index: index.url, files: [] }, allowPrivate: [index.url.host] }, limits);
});
afterAll(async () => {
  await launcher.close();
  await index.close();
});

function launch(distribution: TestDistribution, more: object = {}) {
  index.publish(distribution);
  return launcher.launch(plan(distribution.name, distribution.version ?? '1.0.0', more));
}

describe('a Python project', () => {
  test('lists its tools, with what it needs and nothing of the system', async () => {
    const outcome = await launch(server('first-server', { requires: ['needed-helper>=1'] }), {
      arguments: [{ type: 'named', name: '--stdio', isRequired: true, isSecret: false }],
      environment: [{ name: 'FROM_RECORD', value: 'yes', isRequired: true, isSecret: false }],
    });
    expect(outcome).toMatchObject({
      code: 'listed',
      way: { kind: 'pypi', identifier: 'first-server' },
      fetched: { version: '1.0.0', packages: 2, integrity: expect.stringMatching(/^sha256-/) },
    });
    const said = Object.fromEntries(outcome.tools.map(({ name, description }) => [name, description]));
    expect(said).toMatchObject({
      arguments: 'first-server --stdio',
      variable: 'yes',
      helper: 'helped',
      writes: 'False True',
      network: 'closed',
    });
    expect(said['paths']).toContain('/app/packages');
    expect(said['paths']).not.toMatch(/dist-packages|site-packages/);
  });

  test('is found by any spelling of its name and version, and without one the newest counts', async () => {
    index.publish(server('Some.Project', { version: '1.0.0', scripts: { other: 'Some.Project.server:main' } }));
    index.publish(server('some-project', { version: '1.10.0' }));
    index.publish(server('some-project', { version: '1.9.0' }));
    expect(await launcher.launch(plan('SOME_project', 'v1.10'))).toMatchObject({ fetched: { version: '1.10.0' } });
    expect(await launcher.launch(plan('some-project', 'latest'))).toMatchObject({
      code: 'listed',
      fetched: { version: '1.10.0' },
    });
  });

  test('without a command of its name is run as a module', async () => {
    const files = { 'as_module/__init__.py': '', 'as_module/__main__.py': PYTHON_SERVER };
    expect(await launch(server('as-module', { files, scripts: {} }))).toMatchObject({ code: 'listed' });
    expect(await launch(server('no-command', { scripts: {} }))).toMatchObject({ code: 'no-entry-point' });
    const scripts = { one: 'two_commands.server:main', two: 'two_commands.server:main' };
    expect(await launch(server('two-commands', { scripts }))).toMatchObject({ code: 'no-entry-point' });
  });

  test('that is published as source only needs a build, and so does one that needs such a one', async () => {
    expect(await launch({ name: 'only-source', source: true })).toMatchObject({ code: 'needs-build', attempts: [] });
    const outcome = await launch(server('needs-source', { requires: ['only-source'] }));
    expect(outcome).toMatchObject({ code: 'needs-build', detail: expect.stringContaining('only-source') });
    const unknown = await launch(server('needs-nothing-known', { requires: ['no-such-project'] }));
    expect(unknown).toMatchObject({ code: 'install-failed', detail: expect.stringContaining('no-such-project') });
  });

  test('that does not exist, or not in this version, says so', async () => {
    index.publish(server('exists'));
    expect(await launcher.launch(plan('no-such-project'))).toMatchObject({ code: 'not-found' });
    expect(await launcher.launch(plan('exists', '9.9'))).toMatchObject({ code: 'no-matching-version' });
  });

  test('for another Python or another system is not started', async () => {
    expect(await launch(server('newer', { requiresPython: '>=3.99' }))).toMatchObject({ code: 'runtime-too-old' });
    const tags = 'cp311-cp311-win_amd64';
    expect(await launch(server('windows-only', { tags }))).toMatchObject({ code: 'wrong-platform' });
  });

  test.each([
    ['a URL', 'other @ http://127.0.0.1:9/other-1.0-py3-none-any.whl'],
    ['git', 'other @ git+https://elsewhere.invalid/other'],
    ['a file', 'other @ file:///etc/passwd'],
  ])('with a dependency from %s is refused', async (name, requirement) => {
    const outcome = await launch(server(`elsewhere-${name.replaceAll(' ', '-')}`, { requires: [requirement] }));
    expect(outcome).toMatchObject({ code: 'install-failed', attempts: [] });
  });

  test('whose wheel is another than the index states is refused', async () => {
    const outcome = await launch(server('swapped', { sha256: 'a'.repeat(64) }));
    expect(outcome).toMatchObject({ code: 'digest-mismatch', attempts: [] });
  });

  test('that is too large is refused', async () => {
    const files = { ...server('too-large').files, 'too_large/zeros.txt': '0'.repeat(5 * MB) };
    expect(await launch(server('too-large', { files }))).toMatchObject({ code: 'too-large', attempts: [] });
  });

  test('whose wheel leads out of itself cannot write there', async () => {
    const files = { ...server('leaving').files, '../../../../tmp/escaped.py': 'x = 1' };
    const outcome = await launch(server('leaving', { files }));
    expect(['install-failed', 'unsafe-archive']).toContain(outcome.code);
  });

  test('that stops with an error ends like any other server', async () => {
    const files = {
      'failing/__init__.py': '',
      'failing/server.py': 'def main():\n    raise SystemExit("SOME_KEY is required")\n',
    };
    expect(await launch(server('failing', { files }))).toMatchObject({ code: 'needs-env' });
    const missing = { 'lost/__init__.py': '', 'lost/server.py': 'import not_installed\n' };
    expect(await launch(server('lost', { files: missing }))).toMatchObject({ code: 'module-missing' });
  });
});

describe('an index', () => {
  test('in the older form is understood', async () => {
    const html = await startPythonIndex('html');
    html.publish(server('plain', { requiresPython: '>=3.8' }));
    html.publish({ name: 'source', source: true });
    const other = await launchKinds({ pypi: { index: html.url, files: [] }, allowPrivate: [html.url.host] });
    expect(await other.launch(plan('plain'))).toMatchObject({ code: 'listed' });
    expect(await other.launch(plan('source'))).toMatchObject({ code: 'needs-build' });
    await other.close();
    await html.close();
  });

  test('in trouble is told from a missing project', async () => {
    const trouble = await startPythonIndex('json', 503);
    const other = await launchKinds({ pypi: { index: trouble.url, files: [] }, allowPrivate: [trouble.url.host] });
    expect(await other.launch(plan('plain'))).toMatchObject({ code: 'registry-unavailable' });
    await trouble.close();
    expect(await other.launch(plan('plain'))).toMatchObject({ code: 'registry-unavailable' });
    await other.close();
  });
});
