import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../test/e2e/run-command.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';

function file(content: string): string {
  const path = join(temporaryFolder(), 'policy.json');
  writeFileSync(path, content);
  return path;
}

const POLICY = JSON.stringify({
  version: '1',
  default: 'deny',
  hide: ['drop'],
  tools: { pay: { require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 100 }] }] } },
});

describe('toolgate policy', () => {
  it('validates: 0 for a policy, 1 with the place of each problem, 2 for no file', async () => {
    expect(await runCommand(['policy', 'validate', file(POLICY)])).toMatchObject({ code: 0, stderr: '' });
    const broken = file('{\n  "version": "1",\n  "defualt": "deny"\n}');
    const { code, stdout } = await runCommand(['policy', 'validate', broken]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/policy\.json:3:3 \/defualt: /);
    const asJson = await runCommand(['policy', 'validate', broken, '--json']);
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ valid: false, problems: [{ line: 1 }, { line: 3, column: 3 }] });
    expect((await runCommand(['policy', 'validate', 'no-such.json'])).code).toBe(2);
  });

  it.each([
    ['pay', '{"amount": 50}', 0, 'allow'],
    ['pay', '{"amount": 500}', 1, 'deny'],
    ['pay', '{}', 1, 'deny'],
    ['drop', '{}', 1, 'hidden'],
    ['other', '{}', 1, 'deny'],
  ])('decides %s with %s', async (tool, args, code, decision) => {
    const path = file(POLICY);
    const ended = await runCommand(['policy', 'decide', path, '--tool', tool, '--args', args, '--json']);
    expect(ended.code).toBe(code);
    expect(JSON.parse(ended.stdout)).toMatchObject({ valid: true, decision });
    const words = await runCommand(['policy', 'decide', path, '--tool', tool, '--args', args]);
    expect(words.stdout).toMatch(new RegExp(`^${decision}: `));
  });

  it('refuses arguments that are no object, and a policy with problems', async () => {
    expect((await runCommand(['policy', 'decide', file(POLICY), '--tool', 'pay', '--args', '[1]'])).code).toBe(2);
    expect((await runCommand(['policy', 'decide', file('{}'), '--tool', 'pay'])).code).toBe(1);
  });
});
