import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { LaunchOutcome } from '../../../catalog/model/launch.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { parseTool } from '../../../catalog/parse-tool.ts';
import { readSources } from './read-sources.ts';

const MAIN = path.join(import.meta.dirname, 'scan-main.ts');
/** Parsing 16 MB takes some seconds. */
const SCAN_MS = 30_000;
const OUTPUT_BYTES = 16 * 1024 * 1024;
/** More than any server has by hand; generated ones are not found this way. */
const TOOLS = 500;

/**
 * Finds the tools that stand in the code of a package as constants. The code is only read, in a process of its own.
 *
 * @param dir the package's own folder
 * @returns `undefined` when none is found
 */
export async function staticTools(dir: string, version: string): Promise<LaunchOutcome['fallback']> {
  const files = await readSources(dir);
  if (files.length === 0) return undefined;
  const tools = new Map<string, ToolDefinition>();
  for (const line of (await scan(JSON.stringify(files))).split('\n')) {
    for (const raw of parsed(line)) {
      const read = parseTool(raw, tools.size);
      // Packages hold their code twice, as source and as bundle; the first counts.
      if ('tool' in read && !tools.has(read.tool.name) && tools.size < TOOLS) tools.set(read.tool.name, read.tool);
    }
  }
  return tools.size === 0 ? undefined : { source: 'static', tools: [...tools.values()], version };
}

/** What the program says before it ends, however it ends. */
function scan(input: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--max-old-space-size=1024', MAIN], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: SCAN_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > OUTPUT_BYTES) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.once('error', () => resolve(''));
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    child.stdin.on('error', () => {}); // It ended before it had read everything.
    child.stdin.end(input);
  });
}

/** A line that was cut off is none. */
function parsed(line: string): unknown[] {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
