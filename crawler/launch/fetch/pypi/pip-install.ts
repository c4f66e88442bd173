import { chown, mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { LaunchContext } from '../../launch-context.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import { runInstaller } from '../run-installer.ts';
import type { Python } from './find-python.ts';
import { pipFailure } from './pip-failure.ts';
import { projectName } from './project-name.ts';

/** Below the folder of the installation: the packages, and pip's account of them. */
export const PACKAGES = 'packages';
const REPORT = 'report.json';
const REPORT_BYTES = 32 * 1024 * 1024;

/** https://pip.pypa.io/en/stable/reference/installation-report/ */
const Report = z.object({
  install: z.array(
    z.object({
      download_info: z.object({
        url: z.string().max(5000),
        archive_info: z.object({ hashes: z.record(z.string(), z.string()).optional() }).optional(),
      }),
      metadata: z.object({ name: z.string().max(500), version: z.string().max(200) }),
    }),
  ),
});

/** What pip installed of the project that was asked for. */
export interface Installed {
  version: string;
  sha256: string | undefined;
  packages: number;
}

/**
 * Installs a project with all that it needs from wheels only, in the jail, whose only way out is the Python index.
 *
 * @param dir existing folder that the packages are put into
 * @throws what `signal` was aborted with; SandboxFailed
 */
export async function pipInstall(
  context: LaunchContext,
  python: Python,
  { name, version }: { name: string; version: string },
  dir: string,
  itemDir: string,
  signal: AbortSignal,
): Promise<Installed | FetchFailure> {
  const { index, files } = context.sources.pypi;
  if (context.uid !== undefined) await chown(dir, context.uid, context.uid);
  await mkdir(path.join(itemDir, 'pip'), { recursive: true });
  const requirement = version === 'latest' ? name : `${name}==${version}`;
  const failure = await runInstaller(
    context,
    {
      mounts: [{ source: dir, target: '/out', writable: true }],
      registries: [index, ...files],
      command: ({ runtime, at }) => ({
        argv: [...python.pip, ...pipArguments(index, `${runtime}/ca.pem`, at('/out')), '--', requirement],
        cwd: at('/out'),
        environment: { PIP_CONFIG_FILE: '/dev/null', PYTHONDONTWRITEBYTECODE: '1' },
      }),
      failure: (output) => pipFailure(output, name),
    },
    path.join(itemDir, 'pip'),
    signal,
  );
  return failure ?? readReport(path.join(dir, REPORT), name);
}

/** Each option is there for the reason beside it; the oldest pip in use is 23.0 of Debian 12. */
function pipArguments(index: URL, certificates: string, out: string): string[] {
  return [
    'install',
    // Source distributions run their own code when they are built.
    '--only-binary=:all:',
    `--target=${out}/${PACKAGES}`,
    `--report=${out}/${REPORT}`,
    `--index-url=${index.href}`,
    ...(index.protocol === 'http:' ? [`--trusted-host=${index.host}`] : []),
    '--proxy=http://127.0.0.1:{port}',
    `--cert=${certificates}`,
    // The settings of the machine are for its owner's programs.
    '--isolated',
    '--no-input',
    '--disable-pip-version-check',
    // A cache that one fetch can write would be a way into the next one.
    '--no-cache-dir',
    '--retries=2',
    '--timeout=15',
    '--progress-bar=off',
    '--no-color',
  ];
}

/** The report was written inside the jail: read with a limit, and believed only as far as it is about this installation. */
async function readReport(file: string, name: string): Promise<Installed | FetchFailure> {
  const failed: FetchFailure = { code: 'install-failed', detail: 'pip left no readable report of its installation.' };
  try {
    if ((await stat(file)).size > REPORT_BYTES) return failed;
    const { install } = Report.parse(JSON.parse(await readFile(file, 'utf8')));
    const own = install.find(({ metadata }) => projectName(metadata.name) === projectName(name));
    if (own === undefined) return failed;
    const foreign = install.find(({ download_info: { url } }) => !/\.whl(?:#.*)?$/.test(url));
    if (foreign !== undefined) {
      return { code: 'needs-build', detail: `${foreign.metadata.name.slice(0, 100)}, which it needs, is no wheel.` };
    }
    return {
      version: own.metadata.version,
      sha256: own.download_info.archive_info?.hashes?.['sha256'],
      packages: install.length,
    };
  } catch {
    return failed;
  }
}
