import { open, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { mcpNameOfManifest } from '../../identity/mcp-name.ts';
import type { FetchFailure } from './resolve.ts';

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  mcpName: z.string().optional().catch(undefined),
});

/** How a package is started. */
export interface EntryPoint {
  /** The version that the installed package.json states. */
  version: string;
  /** What stands before the file on the command line: `node`, another interpreter, or nothing. */
  interpreter: string[];
  /** Path of the file, relative to the tree. */
  file: string;
  /** The server that the package.json says it belongs to. */
  mcpName?: string | undefined;
}

/** A package.json longer than this is no manifest. */
const MANIFEST_BYTES = 4 * 1024 * 1024;
const SHEBANG_BYTES = 256;

/**
 * Finds the command of an installed package as npx does: its only one, or the one called like the package.
 *
 * @param tree the directory that holds `node_modules`
 */
export async function findEntryPoint(tree: string, name: string): Promise<{ entry: EntryPoint } | FetchFailure> {
  const none = (detail: string): FetchFailure => ({ code: 'no-entry-point', detail });
  const dir = path.join('node_modules', name);
  const manifest = await readManifest(path.join(tree, dir, 'package.json'));
  if (manifest === undefined)
    return { code: 'install-failed', detail: `${name} was installed without a readable manifest.` };
  if (manifest.name !== name) {
    return {
      code: 'install-failed',
      detail: `The installed package says that it is called ${manifest.name.slice(0, 200)}.`,
    };
  }
  const bin = chooseBin(name, manifest.bin);
  if (bin === undefined)
    return none(`${name}@${manifest.version} has no command, or several and none of its own name.`);
  const packageDir = await realpath(path.join(tree, dir));
  const file = path.resolve(packageDir, bin);
  const inside = (target: string) => target.startsWith(`${packageDir}${path.sep}`);
  if (!inside(file)) return none(`The command of ${name} lies outside of its package: ${bin.slice(0, 200)}`);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return none(`The command of ${name} is missing in the package: ${bin.slice(0, 200)}`);
  if (!inside(await realpath(file))) return none(`The command of ${name} is a link that leads out of its package.`);
  return {
    entry: {
      version: manifest.version,
      interpreter: await interpreterOf(file),
      file: path.join(dir, path.relative(packageDir, file)),
      mcpName: mcpNameOfManifest(manifest),
    },
  };
}

async function readManifest(file: string): Promise<z.infer<typeof Manifest> | undefined> {
  try {
    if ((await stat(file)).size > MANIFEST_BYTES) return undefined;
    return Manifest.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined; // Missing, no JSON, or no manifest: all the same to the caller.
  }
}

function chooseBin(name: string, bin: z.infer<typeof Manifest>['bin']): string | undefined {
  if (bin === undefined || typeof bin === 'string') return bin;
  const files = [...new Set(Object.values(bin))];
  const own = name.slice(name.indexOf('/') + 1);
  return files.length === 1 ? files[0] : Object.hasOwn(bin, own) ? bin[own] : undefined;
}

/** Scripts for Node.js run under ours, without a look at `#!`'s path; what names another interpreter gets that one. */
async function interpreterOf(file: string): Promise<string[]> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(SHEBANG_BYTES), 0, SHEBANG_BYTES, 0);
  const head = buffer.toString('latin1', 0, bytesRead);
  if (head.startsWith('\x7fELF')) return [];
  const words = /^#!([^\n]*)/.exec(head)?.[1]?.trim().split(/\s+/) ?? [];
  if (words[0]?.endsWith('/env')) words.shift();
  if (words[0] === '-S') words.shift();
  const program = words[0] === undefined ? 'node' : path.basename(words[0]);
  // Every other word of the line is an option of the interpreter.
  return [program, ...words.slice(1)];
}
