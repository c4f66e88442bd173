import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { LaunchPlan } from '../../../../catalog/model/launch.ts';
import { mcpNamesOfReadme } from '../../../identity/mcp-name.ts';
import { readText } from '../../ladder/read-texts.ts';
import type { LaunchContext } from '../../launch-context.ts';
import { staticTools } from '../../static/static-tools.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import type { FetchedWay } from '../fetched-way.ts';
import { inspectTree } from '../inspect-tree.ts';
import { chooseFiles } from './choose-files.ts';
import { findPython } from './find-python.ts';
import { PACKAGES, pipInstall } from './pip-install.ts';
import { findPythonEntry, infoFolder } from './python-entry.ts';
import { pythonStartable } from './python-startable.ts';
import { readProject } from './read-project.ts';

const METADATA_BYTES = 4 * 1024 * 1024;

/**
 * Fetches a project of the Python package index with all that it needs, from wheels only.
 *
 * @throws what `signal` was aborted with; SandboxFailed
 */
export async function fetchPypiWay(
  context: LaunchContext,
  { identifier: name, version }: Extract<LaunchPlan, { kind: 'pypi' }>,
  wayDir: string,
  signal: AbortSignal,
): Promise<FetchedWay | FetchFailure> {
  const { limits } = context;
  const python = await findPython();
  if ('missing' in python) return { code: 'launcher-incomplete', detail: python.missing };
  const project = await readProject(context, name, signal);
  if ('code' in project) return project;
  const chosen = chooseFiles(project.files, name, version);
  if ('code' in chosen) return chosen;

  const dir = path.join(wayDir, 'python');
  await mkdir(dir);
  const installed = await pipInstall(context, python, { name, version }, dir, wayDir, signal);
  if ('code' in installed) return await explained(installed, context, signal);
  const contents = await inspectTree(dir, limits.treeEntries);
  if ('problem' in contents) {
    const detail = `The installed tree ${contents.problem}.`;
    return { code: contents.tooLarge ? 'too-large' : 'unsafe-archive', detail };
  }
  if (contents.bytes > limits.treeBytes) {
    const detail = `With its dependencies it has ${contents.bytes} bytes, the limit is ${limits.treeBytes}.`;
    return { code: 'too-large', detail };
  }
  if (!chosen.wheels.some(({ sha256 }) => sha256 === undefined || sha256 === installed.sha256)) {
    return { code: 'digest-mismatch', detail: 'What pip installed is no file that the index had listed.' };
  }
  const packages = path.join(dir, PACKAGES);
  const entry = await findPythonEntry(packages, name);
  if ('code' in entry) return entry;
  const own = await ownFolder(packages, entry.module);
  const { bytes } = contents;
  // The metadata holds the README (https://packaging.python.org/en/latest/specifications/core-metadata/#description).
  const info = await infoFolder(packages, name);
  const mcpNames = mcpNamesOfReadme((info && (await readText(path.join(info, 'METADATA'), METADATA_BYTES))) ?? '');
  const integrity = installed.sha256 && `sha256-${Buffer.from(installed.sha256, 'hex').toString('base64')}`;
  return {
    fetched: { identifier: name, version: installed.version, integrity, packages: installed.packages, bytes, mcpNames },
    startable: await pythonStartable(python.program, dir, entry, [name, entry.command], own),
    fallback: () => staticTools(own, installed.version),
  };
}

/** A dependency without wheels: whether it has only source is for the index to say. */
async function explained(failure: FetchFailure, context: LaunchContext, signal: AbortSignal): Promise<FetchFailure> {
  const missing = /^There is no wheel of ([\w.-]+), which/.exec(failure.detail)?.[1];
  if (missing === undefined) return failure;
  const project = await readProject(context, missing, signal);
  const chosen = 'code' in project ? undefined : chooseFiles(project.files, missing, 'latest');
  return chosen !== undefined && 'code' in chosen && chosen.code === 'needs-build'
    ? { code: 'needs-build', detail: `${missing}, which it needs, is published as source only.` }
    : failure;
}

/** The folder of the top package that the entry point is in; the folder of all packages when it is a single file. */
async function ownFolder(packages: string, module: string): Promise<string> {
  const top = module.split('.')[0]!;
  const entries = await readdir(packages, { withFileTypes: true });
  return entries.some((entry) => entry.name === top && entry.isDirectory()) ? path.join(packages, top) : packages;
}
