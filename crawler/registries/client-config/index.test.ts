import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Rejected } from '../../../catalog/errors.ts';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { NOT_APPLICABLE } from '../../../test/registries/not-applicable.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { configFiles } from './config-files.ts';
import { clientConfigRegistry } from './index.ts';

const { signal } = new AbortController();
const SECRET = 'sk-THIS1IS2THE3SECRET4';

/** npm is asked about scopes; a home of its own keeps the tester’s configuration out. */
const withNpm = () => ({ PATH: process.env['PATH'], HOME: temporaryFolder() });

async function list(sources: string[], env: NodeJS.ProcessEnv = withNpm()) {
  const http = createHttpClient();
  onTestFinished(() => http.close());
  const registry = await openRegistry(clientConfigRegistry, { http, env, sources });
  const pages = await Array.fromAsync(registry.list({ signal }));
  // Whatever a file holds, no value of it may come along.
  expect(JSON.stringify([pages, registry.base])).not.toContain(SECRET);
  return { entries: pages.flatMap((page) => page.entries), refused: pages.flatMap((page) => page.refused) };
}

function write(name: string, content: unknown, folder = temporaryFolder()): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const one = async (definition: object) => {
  const { entries, refused } = await list([write('x.json', { mcpServers: { mine: definition } })]);
  return entries[0]?.server ?? refused[0]!.reason;
};

describe('crawler/registries/client-config/index.test.ts: files', () => {
  it('reads comments and trailing commas, and every place where a client keeps servers', async () => {
    const npx = (name: string) => ({ command: 'npx', args: ['-y', name] });
    const claude = write('.claude.json', {
      mcpServers: { a: npx('from-user') },
      projects: { '/home/me/secret-project': { mcpServers: { b: npx('from-project') } }, '/other': { history: [] } },
    });
    const vscode = write(
      'mcp.json',
      `{ // comment\n "servers": {"c": ${JSON.stringify(npx('from-vscode'))},}, /* x */ }`,
    );
    const settings = write('settings.json', { mcp: { servers: { d: npx('from-settings') } }, 'editor.x': 1 });
    const codex = write(
      'config.toml',
      `model = "x"\n[mcp_servers.e]\ncommand = "npx"\nargs = ["from-codex"]\nenv_vars = ["A_TOKEN"]\n[mcp_servers.e.env]\nB_TOKEN = "${SECRET}"\n`,
    );
    const { entries, refused } = await list([claude, vscode, settings, codex]);
    expect(entries.map(({ nativeId }) => nativeId)).toEqual(
      ['from-user', 'from-project', 'from-vscode', 'from-settings', 'from-codex'].map((name) => `npm:${name}`),
    );
    expect(refused).toEqual([]);
    const variables = entries[4]!.server.packages[0]!.environmentVariables!;
    expect(variables.map(({ name, value }) => [name, value])).toEqual([
      ['A_TOKEN', undefined],
      ['B_TOKEN', undefined],
    ]);
  });

  it('finds the files of this user, and says when there are none', async () => {
    const home = temporaryFolder();
    const env = { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), APPDATA: join(home, 'roaming') };
    await expect(list([], env)).rejects.toThrow(Rejected);
    const { path } = configFiles({
      platform: process.platform,
      home,
      configHome: env.XDG_CONFIG_HOME,
      appData: env.APPDATA,
    })[0]!;
    write('x', { mcpServers: { a: { command: 'uvx', args: ['notes'] } } }, temporaryFolder());
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ mcpServers: { a: { command: 'uvx', args: ['notes'] } } }));
    writeFileSync(join(home, '.claude.json'), 'no JSON');
    const { entries, refused } = await list([], env);
    expect(entries.map(({ nativeId }) => nativeId)).toEqual(['pypi:notes']);
    expect(refused).toMatchObject([{ label: 'Claude Code' }]);
  });

  it.each([
    ['linux', { configHome: undefined }, '/h/.config/Claude/claude_desktop_config.json'],
    ['linux', { configHome: '/c' }, '/c/Claude/claude_desktop_config.json'],
    ['darwin', {}, '/h/Library/Application Support/Claude/claude_desktop_config.json'],
    ['win32', { appData: '/a' }, '/a/Claude/claude_desktop_config.json'],
  ] as const)('knows where they are on %s with %j', (platform, rest, path) => {
    expect(configFiles({ platform, home: '/h', ...rest })[0]!.path).toBe(path);
  });

  it('fails for a file that was named and cannot be read', async () => {
    await expect(list([join(temporaryFolder(), 'none.json')])).rejects.toThrow(Rejected);
  });

  it.each([
    '',
    '[]',
    '7',
    '{"mcpServers":',
    '\u0000',
    '{}',
    '{"mcpServers":[]}',
    '{"mcpServers":{"a":7,"b":{"command":{}}}}',
  ])('makes nothing of %j', async (content) => expect((await list([write('x.json', content)])).entries).toEqual([]));

  it('lists a server once, however many clients have it', async () => {
    const file = () => write('x.json', { mcpServers: { mine: { command: 'npx', args: ['notes'] } } });
    expect((await list([file(), file()])).entries).toHaveLength(1);
  });
});

describe('crawler/registries/client-config/index.test.ts: commands', () => {
  it.each<[string, string[], string, string, string | undefined]>([
    ['npx', ['-y', '@scope/notes@1.2.3', '--stdio'], 'npm', '@scope/notes', '1.2.3'],
    ['C:\\Program Files\\nodejs\\npx.cmd', ['notes'], 'npm', 'notes', undefined],
    ['cmd', ['/c', 'npx', '-y', 'notes@latest'], 'npm', 'notes', 'latest'],
    ['npx', ['--package=@scope/notes', 'notes-bin'], 'npm', '@scope/notes', undefined],
    ['npm', ['exec', '--yes', '--', 'notes'], 'npm', 'notes', undefined],
    ['bunx', ['notes'], 'npm', 'notes', undefined],
    ['pnpm', ['dlx', 'notes'], 'npm', 'notes', undefined],
    ['uvx', ['notes==1.0'], 'pypi', 'notes', '1.0'],
    ['/usr/bin/uvx', ['--python', '3.12', '--from', 'notes-mcp[cli]@2.0', 'notes'], 'pypi', 'notes-mcp', '2.0'],
    ['uv', ['tool', 'run', 'notes'], 'pypi', 'notes', undefined],
    ['pipx', ['run', 'notes'], 'pypi', 'notes', undefined],
    [
      'docker',
      ['run', '-i', '--rm', '-e', 'TOKEN', '-v', '/a:/b', 'ghcr.io/a/notes:1'],
      'oci',
      'ghcr.io/a/notes:1',
      undefined,
    ],
    ['npx', ['--loglevel', 'silent', '-y', '@acme/real'], 'npm', '@acme/real', undefined],
    ['npx', ['--no-fund', '-p', 'a', '-c', 'b --x'], 'npm', 'a', undefined],
    ['npx', ['--package', '@acme/real@1.0.0', '--', 'bin', 'arg'], 'npm', '@acme/real', '1.0.0'],
    ['bunx', ['--bun', 'notes'], 'npm', 'notes', undefined],
    ['pnpm', ['dlx', '--package=notes', 'bin'], 'npm', 'notes', undefined],
    ['uvx', ['--python', '3.12', 'pkg'], 'pypi', 'pkg', undefined],
    ['uvx', ['-p3.12', '-qq', '--with', 'other', 'pkg@latest'], 'pypi', 'pkg', undefined],
    ['pipx', ['run', '--spec', 'notes==1.0', 'notes-bin'], 'pypi', 'notes', '1.0'],
    ['docker', ['run', '-e', 'A=B', '--name', 'x', 'image', 'args'], 'oci', 'image', undefined],
    ['docker', ['container', 'run', '-ite', 'A=B', '-eC', '--rm=true', 'image'], 'oci', 'image', undefined],
    ['docker', ['run', '--init', '--pull', 'always', '--shm-size=1g', 'ghcr.io/a/b'], 'oci', 'ghcr.io/a/b', undefined],
    ['podman', ['run', '-it', '--env=TOKEN=x', '--network', 'none', 'notes'], 'oci', 'notes', undefined],
  ])('%s %j', async (command, args, registryType, identifier, version) => {
    expect(await one({ command, args })).toMatchObject({ packages: [{ registryType, identifier, version }] });
  });

  it.each([
    ['node', ['/home/me/server.js']],
    ['/home/me/server', []],
    ['uv', ['run', 'server.py']],
    ['python', ['-m', 'server']],
    ['npx', []],
    ['npx', ['-y', 'git+https://example.org/x.git']],
    ['npx', ['/home/me/folder']],
    ['npx', ['.']],
    ['npx', ['..']],
    ['npx', ['notes.tgz']],
    ['npx', ['notes@.']],
    ['uvx', ['notes-1.0-py3-none-any.whl']],
    ['uvx', ['--from', 'git+https://example.org/x', 'x']],
    ['docker', ['compose', 'up']],
    ['docker', ['run', '-i', '$IMAGE']],
    ['cmd', ['/c']],
  ])('takes %s %j for a program of this machine', async (command, args) => {
    expect(await one({ command, args })).toMatch(/starts a program of this machine/);
  });

  it.each<[string, string[], RegExp]>([
    ['npx', ['--brand-new', 'x', 'notes'], /the option --brand-new, which is not known/],
    ['npx', [`--token-${SECRET}=x`, 'notes'], /the option --token-/],
    ['uvx', ['--brand-new', 'notes'], /--brand-new/],
    ['docker', ['run', '-Z', 'x', 'notes'], /the option -Z/],
    ['docker', ['run', '-itZ', 'notes'], /the option -i/],
    ['npx', ['-p', 'a', '-p', 'b', 'c'], /several packages/],
    ['npx', ['--registry', 'https://npm.corp.example', 'notes'], /from a place of its own/],
    ['uvx', ['--index-url=https://pypi.corp.example', 'notes'], /from a place of its own/],
    ['npx', ['-y', '--prefix', '/home/me/x', 'notes'], /from a place of its own \(--prefix\)/],
    ['npx', ['-C', '/home/me/x', 'notes'], /from a place of its own/],
    ['pnpm', ['--dir=/home/me', 'dlx', 'notes'], /program of this machine/],
    ['pnpm', ['dlx', '-C', '/home/me', 'notes'], /from a place of its own/],
    ['uvx', ['--directory', '/home/me/x', 'notes'], /from a place of its own/],
    ['docker', ['run', '-i', '--entrypoint', 'sh', 'notes'], /another program of the image/],
    ['podman', ['run', '--entrypoint=', 'notes', '/bin/x'], /another program of the image/],
    ['npx', ['-y', 'mcp-remote'], /a bridge/],
    ['npx', ['-y', 'mcp-remote', 'https://a.example/mcp', 'https://b.example/mcp'], /a bridge/],
    ['npx', ['-y', 'mcp-remote', 'http://localhost:3000/mcp'], /an address of this machine/],
    ['npx', ['-y', 'supergateway', '--stdio', 'notes --x'], /a bridge/],
    ['uvx', ['python', '-m', 'notes'], /program of this machine/],
    ['npx', ['-c', 'notes --x'], /program of this machine/],
    ['npx', ['-p'], /program of this machine/],
  ])('does not guess at %s %j', async (command, args, reason) => {
    expect(await one({ command, args })).toMatch(reason);
  });

  it.each([
    ['npx', 'NPM_CONFIG_REGISTRY'],
    ['npx', 'npm_config_@acme:registry'],
    ['npx', 'npm_config_userconfig'],
    ['npx', 'NPM_CONFIG_GLOBALCONFIG'],
    ['npx', 'npm-config-registry'],
    ['npx', 'npm_config_prefix'],
    ['bunx', 'BUN_CONFIG_REGISTRY'],
    ['yarn', 'YARN_NPM_REGISTRY_SERVER'],
    ['pnpm', 'pnpm_config_registry'],
    ['uvx', 'UV_INDEX'],
    ['uvx', 'UV_INDEX_CORP_PASSWORD'],
    ['uvx', 'uv_default_index'],
    ['uvx', 'UV_INDEX_URL'],
    ['uvx', 'UV_EXTRA_INDEX_URL'],
    ['uvx', 'UV_FIND_LINKS'],
    ['uvx', 'UV_CONFIG_FILE'],
    ['pipx', 'PIP_INDEX_URL'],
    ['pipx', 'PIP_EXTRA_INDEX_URL'],
    ['pipx', 'PIP_CONFIG_FILE'],
    ['docker', 'DOCKER_HOST'],
  ])('refuses %s with the variable %s, which names another place for packages', async (command, name) => {
    const before = { yarn: ['dlx'], pnpm: ['dlx'], pipx: ['run'], docker: ['run'] }[command] ?? [];
    const server = { command, args: [...before, 'notes'] };
    expect(await one({ ...server, env: { [name]: SECRET } })).toMatch(/from a place of its own \(the variable/);
    expect(await one({ ...server, env_vars: [name] })).toMatch(/from a place of its own/);
    expect(await one({ ...server, env: { [`NOTES_${name}`]: '1', REGISTRY: '1' } })).toMatchObject({
      packages: [{ identifier: 'notes' }],
    });
  });

  it('refuses packages of a scope that npm takes from another registry than the rest', async () => {
    const home = temporaryFolder();
    const rc = ['registry=https://mirror.invalid/npm', '@same:registry=https://mirror.invalid/npm/'];
    writeFileSync(join(home, '.npmrc'), [...rc, '@corp:registry=https://npm.corp.invalid/'].join('\n'));
    const project = temporaryFolder();
    writeFileSync(join(project, '.npmrc'), '@team:registry=https://npm.team.invalid/');
    writeFileSync(join(project, 'package.json'), '{}');
    const names = ['@corp/notes', '@CORP/other', '@team/notes@1.0.0', '@same/notes', '@open/notes', 'notes'];
    const servers = Object.fromEntries(names.map((name, i) => [`s${i}`, { command: 'npx', args: ['-y', name] }]));
    const file = write('.mcp.json', { mcpServers: servers }, project);
    const { entries, refused } = await list([file], { PATH: process.env['PATH'], HOME: home });
    expect(entries.map(({ nativeId }) => nativeId)).toEqual(['npm:@same/notes', 'npm:@open/notes', 'npm:notes']);
    const ofItsOwn = expect.stringMatching(/from a place of its own \(npm’s configuration/) as string;
    expect(refused.map(({ reason }) => reason)).toEqual([ofItsOwn, ofItsOwn, ofItsOwn]);
    // Who cannot ask npm does not know.
    const unknown = await list([file], { PATH: home });
    expect(unknown.entries.map(({ nativeId }) => nativeId)).toEqual(['npm:notes']);
  });

  it.each([
    [
      'npx',
      ['-y', 'mcp-remote@latest', `https://notes.example/mcp?key=${SECRET}`, '--header', SECRET],
      'streamable-http',
    ],
    ['npx', ['mcp-remote', 'https://notes.example/mcp', '8080', '--transport', 'sse-only'], 'sse'],
    ['npx', ['-y', 'supergateway', '--sse', 'https://notes.example/mcp'], 'sse'],
    ['uvx', ['mcp-proxy', '--transport', 'streamablehttp', 'https://notes.example/mcp'], 'streamable-http'],
  ])('takes the remote behind a bridge: %s %j', async (command, args, type) => {
    expect(await one({ command, args })).toMatchObject({
      packages: [],
      remotes: [{ type, url: 'https://notes.example/mcp' }],
    });
  });

  it('reads a line of a megabyte in no time to speak of', async () => {
    const long = 'x'.repeat(1_000_000);
    for (const args of [[`--${long}`, 'a'], [`-${long}`, 'a'], [`-i${'t'.repeat(1_000_000)}Z`, 'a'], [long]])
      for (const command of ['npx', 'uvx', 'docker']) {
        const line = command === 'docker' ? ['run', ...args] : args;
        expect(await one({ command, args: line })).toEqual(expect.any(String));
      }
  });

  it('takes names along and leaves values behind', async () => {
    const args = [
      '-y',
      'notes',
      'stdio',
      '--api-key',
      SECRET,
      `--token=${SECRET}`,
      `-p${SECRET}`,
      '-v',
      `/home/${SECRET}`,
    ];
    const env = { NOTES_TOKEN: SECRET, 'not a name': SECRET };
    expect(await one({ command: 'npx', args, env, headers: { Authorization: SECRET } })).toMatchObject({
      packages: [
        {
          packageArguments: [
            { type: 'positional', value: 'stdio' },
            { type: 'named', name: '--api-key' },
            { type: 'positional', valueHint: 'value 3' },
            { type: 'named', name: '--token' },
            { type: 'positional', valueHint: 'value 5' },
            { type: 'named', name: '-v' },
            { type: 'positional', valueHint: 'value 7' },
          ],
          environmentVariables: [{ name: 'NOTES_TOKEN', isRequired: true, isSecret: true }],
        },
      ],
    });
    const docker = ['run', '-e', `A_KEY=${SECRET}`, `--env=B_KEY=${SECRET}`, `--label`, SECRET, 'notes', SECRET];
    const { packages } = (await one({ command: 'docker', args: docker })) as {
      packages: { environmentVariables: { name: string }[] }[];
    };
    expect(packages[0]!.environmentVariables.map(({ name }) => name)).toEqual(['A_KEY', 'B_KEY']);
  });
});

describe('crawler/registries/client-config/index.test.ts: remotes', () => {
  it.each([
    [{ type: 'http', url: 'https://notes.example/mcp' }, 'streamable-http'],
    [{ type: 'sse', url: 'https://notes.example/mcp' }, 'sse'],
    [{ httpUrl: 'https://notes.example/mcp', type: 'sse' }, 'streamable-http'],
    [{ serverUrl: `https://user:${SECRET}@notes.example/mcp?key=${SECRET}#${SECRET}` }, 'streamable-http'],
  ])('%j', async (definition, type) => {
    expect(await one(definition)).toMatchObject({
      packages: [],
      remotes: [{ type, url: 'https://notes.example/mcp' }],
    });
  });

  it.each([
    'http://localhost:3000/mcp',
    'http://user:pw@localhost/mcp',
    'http://127.0.0.1/mcp',
    'http://[::1]/mcp',
    'https://192.168.1.5/mcp',
    'https://notes/mcp',
    'https://notes.internal/mcp',
    'ftp://notes.example/mcp',
    'notes.example/mcp',
    // oxlint-disable-next-line no-template-curly-in-string -- as VS Code has it
    'https://${input:host}/mcp',
    `https://notes.example/s/${SECRET}/mcp`,
  ])('does not take %s along', async (url) => expect(await one({ url })).toMatch(/address/));

  it('refuses what is neither', async () => expect(await one({ args: ['x'] })).toMatch(/neither a command nor/));
});

describeConformance('crawler/registries/client-config/index.test.ts', {
  about: clientConfigRegistry,
  notApplicable: NOT_APPLICABLE['client-config'],
  record: (number) => ({ command: 'npx', args: ['-y', `notes-${number}`] }),
  nativeId: (number) => `npm:notes-${number}`,
  bad: [null, 7, [], {}, { command: {} }, { command: 'node', args: ['x.js'] }, { url: 'http://localhost/mcp' }],
  answer: () => undefined,
  sources: (_, records) => [
    write('clients.json', { mcpServers: Object.fromEntries(records.map((record, i) => [`server ${i}`, record])) }),
  ],
});
