import { describe, expect, test } from 'vitest';
import { runCommand } from '../test/e2e/run-command.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';

/** A dry run asks nobody on the network. */
const crawl = (...args: string[]) => {
  const folder = temporaryFolder();
  const env = { TOOLGATE_CACHE_DIR: `${folder}/cache` };
  return runCommand(['crawl', '--dry-run', '--db', `${folder}/c.sqlite`, ...args], { env });
};

describe('cli/registry-options.test.ts', () => {
  test('advises whoever asks others to say whom to write to, once', async () => {
    const { code, stderr } = await crawl('--registry', 'cline', 'official');
    expect(code).toBe(0);
    expect(stderr.match(/--contact/g)).toHaveLength(1);
  });

  test.each([
    ['who does', ['--registry', 'cline', '--contact', 'mailto:ops@example.org']],
    ['who asks this machine only', ['--registry', 'cline', '--base-url', 'http://127.0.0.1:9']],
    ['who wants to hear nothing', ['--registry', 'cline', '--quiet']],
  ])('but not %s', async (_, args) => {
    const { code, stderr } = await crawl(...args);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('--contact')]);
  });
});
