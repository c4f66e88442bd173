import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../test/e2e/run-command.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { Fatal } from '../catalog/errors.ts';
import { reportError } from './error-sink.ts';

const COMMANDS = 'start crawl import classify build export serve status report explain diff policy'.split(' ');

describe('help', () => {
  test('of the program names every command and the exit codes', async () => {
    const { code, stdout, stderr } = await runCommand(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(stdout).toContain('Exit codes: 0 done, 1 done in part, 2 usage, 3 network, 4 internal.');
  });

  test.each(COMMANDS)('of %s', async (command) => {
    const { code, stdout, stderr } = await runCommand([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: toolgate ${command}`);
  });

  test('--version', async () => {
    expect(await runCommand(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('what cannot be meant ends with 2, is explained, and does nothing', () => {
  test.each([
    [['fetch'], /unknown command 'fetch'/],
    [['crawl', '--fast'], /unknown option '--fast'/],
    [['crawl', '--concurrency', '0'], /Expected a whole number from 1 to 64/],
    [['crawl', '--concurrency', '65'], /Expected a whole number from 1 to 64/],
    [['crawl', '--concurrency', '1e1'], /Expected a whole number/],
    [['crawl', '--concurrency', '-1'], /Expected a whole number/],
    [['crawl', '--limit', '1.5'], /Expected a whole number/],
    [['crawl', '--isolation', 'docker'], /Allowed choices are bubblewrap, none/],
    [['crawl', '--registry', 'nobody'], /Allowed choices are .*official/],
    [['crawl', '--base-url', 'registry.example'], /Expected an http\(s\) URL/],
    [['crawl', '--base-url', 'ftp://registry.example'], /Expected an http\(s\) URL/],
    [['crawl', '--base-url', 'http://127.0.0.1:1'], /--base-url is the address of one registry/],
    [['crawl', '--registry', 'official', '--base-url', 'github-mcp=http://127.0.0.1:1'], /--base-url names github-mcp/],
    [['crawl', '--registry', 'official', 'github-mcp', '--base-url', 'http://127.0.0.1:1'], /address of one registry/],
    [['crawl', '--registry', 'pulsemcp'], /registry pulsemcp needs TOOLGATE_PULSEMCP_KEY/],
    [['build', '--contact', 'javascript:alert(1)'], /Expected an https or mailto address/],
    [['start', '--site-contact', 'javascript:alert(1)'], /Expected an https or mailto address/],
    [['crawl', '--server-card', 'notes.example'], /the base URL of the registry is no URL/],
    [['crawl', '--from', 'no-such-file.json'], /no-such-file\.json/],
    [['crawl', '--only', 'old'], /Expected one of new, changed, failed, stale/],
    [['crawl', '--outcome', 'broken'], /Expected one of listed, unsupported-kind/],
    [['crawl', '--name', ''], /Expected some text/],
    [['crawl', '--namespace', '--now'], /Expected a value and got an option/],
    [['crawl', '--now'], /--now without a filter would launch the whole catalogue again/],
    [['crawl', '--dry-run'], /there is no catalogue .*\n.*say with --from or --registry what to list/],
    [['crawl', '--dry-run', '--from', 'no-such-file.json'], /no-such-file\.json/],
    [['crawl', '--report', '/no/such/folder/r.json'], /cannot write \/no\/such\/folder\/r\.json/],
    [['crawl', '--report', '.'], /it is a folder/],
    [
      ['crawl', '--from', 'data/starter.json', '--listed-by', 'nobody'],
      /no registry nobody was ever listed\n.*file:starter/,
    ],
    [['crawl', '--from', 'data/starter.json', '--listed-by', 'nobody', '--dry-run'], /no registry nobody/],
    [['report'], /there is no catalogue/],
    [['report', 'newest'], /Expected the number of a run/],
    [['report', '0'], /Expected the number of a run/],
    [['report', '--output', '/no/such/folder/r.txt'], /cannot write/],
    [['explain'], /missing required argument 'server'/],
    [['explain', 'a', '--launches', 'all'], /Expected a whole number/],
    [['explain', 'a'], /there is no catalogue/],
    [['diff'], /missing required argument 'server'/],
    [['diff', 'a'], /there is no catalogue/],
    [['import'], /missing required argument 'file'/],
    [['import', 'no-such-file.jsonl'], /cannot read no-such-file\.jsonl/],
    [['import', '.'], /is a folder/],
    [['classify', '--input', 'no-such-file.jsonl'], /cannot read no-such-file\.jsonl/],
    [['build', '--site-url', 'https://example.org/path'], /Expected a URL without a path/],
    [['build', '--site-url', 'example.org'], /Expected an http\(s\) URL/],
    [['import', '-', '--db', ''], /Expected the path of a file/],
    [['import', '-', '--db', ':memory:'], /Expected the path of a file/],
    [['import', '-', '--db', '/proc/toolgate/c.sqlite'], /cannot write to/],
    [['import', '-', '--db', '.'], /it is no file/],
    [['build', '--out', '/proc/toolgate/out', '--db', 'no-such.sqlite'], /cannot publish into/],
    [['crawl'], /there is no catalogue/],
    [['classify', '--db', 'no-such.sqlite'], /there is no catalogue/],
    [['build'], /there is no catalogue/],
    [['export'], /there is no catalogue/],
    [['status'], /there is no catalogue/],
    [['serve', '--port', '65536'], /Expected a whole number from 0 to 65535/],
    [['serve'], /holds no site/],
  ])('%j', async (argv, words) => {
    const folder = temporaryFolder();
    const at = (option: string, name: string) => (argv.includes(option) ? [] : [option, join(folder, name)]);
    const places = [
      ...(['crawl', 'import', 'build', 'export', 'status', 'report', 'explain', 'diff'].includes(argv[0]!)
        ? at('--db', 'c.sqlite')
        : []),
      ...(['build', 'export', 'serve'].includes(argv[0]!) ? at('--out', 'out') : []),
    ];
    const { code, stdout, stderr } = await runCommand([...argv, ...places]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(join(folder, 'out', 'index.html'))).toBe(false);
  });

  test('--json makes a wrong option one line of JSON too', async () => {
    const { code, stdout, stderr } = await runCommand(['crawl', '--fast', '--json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({
      error: { name: 'Rejected', message: "unknown option '--fast'", causes: [], exitCode: 2 },
    });
  });

  test('--json makes the error one line of JSON on standard error', async () => {
    const db = join(temporaryFolder(), 'none.sqlite');
    const { code, stdout, stderr } = await runCommand(['status', '--json', '--db', db]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stderr)).toEqual({
      error: {
        name: 'Rejected',
        message: `there is no catalogue ${db}`,
        causes: [expect.any(String)],
        hint: 'Check the path given with --db.',
        exitCode: 2,
      },
    });
  });
});

describe('the report of an error', () => {
  const reported = (error: unknown, asJson = false) => {
    let text = '';
    const stderr = { write: (piece: string) => (text += piece) } as unknown as NodeJS.WritableStream;
    const nothing = { stdin: [] as never, stdout: stderr, env: {}, signal: new AbortController().signal };
    return { code: reportError({ ...nothing, stderr }, error, asJson), text };
  };

  test('has message, causes and hint', () => {
    const error = new Fatal('no sandbox', { cause: new Error('ENOENT'), hint: 'Install it.' });
    expect(reported(error)).toEqual({ code: 4, text: 'error: no sandbox\n  because: ENOENT\n  Install it.\n' });
  });

  test('has the stack only of what nobody foresaw', () => {
    expect(reported(new TypeError('oops'))).toMatchObject({
      code: 4,
      text: expect.stringMatching(/\n +at .*program\.test/) as string,
    });
    expect(reported('thrown text')).toEqual({ code: 4, text: 'error: thrown text\n' });
  });

  test('lets no text of others move the cursor, in the stack neither', () => {
    const { text } = reported(new TypeError('\u001b[2Jgone\u202e'));
    expect(text).toContain('\\u001b[2Jgone\\u202e');
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(reported(new TypeError('\u001b[2J'), true).text).not.toContain('\u001b');
  });
});
