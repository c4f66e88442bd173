import path from 'node:path';
import { z } from 'zod';
import type { FetchContext, FetchedTree } from './fetch/fetch.ts';
import { nodeRuntime } from './fetch/node-runtime.ts';
import { readText, readTexts } from './ladder/read-texts.ts';
import type { Startable } from './ladder/startable.ts';

/** Where the package tree is seen inside. */
const APP = '/app';
const MANIFEST_BYTES = 4 * 1024 * 1024;

const Manifest = z.object({
  engines: z.object({ node: z.string() }).optional().catch(undefined),
  bin: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/**
 * An installed npm tree, ready for the ladder.
 *
 * @param itemDir directory of this launch, for what has to be fetched later
 */
export async function npmStartable(
  context: FetchContext,
  { tree, entry, fetched }: Pick<FetchedTree, 'tree' | 'entry' | 'fetched'>,
  itemDir: string,
): Promise<Startable> {
  const dir = path.join(tree, 'node_modules', fetched.identifier);
  const { engines, bin } = manifestOf(await readText(path.join(dir, 'package.json'), MANIFEST_BYTES));
  const own = fetched.identifier.slice(fetched.identifier.indexOf('/') + 1);
  const names = [...new Set([fetched.identifier, ...Object.keys(bin ?? {}).slice(0, 20), own])];
  const isNode = entry.interpreter[0] === 'node';
  return {
    mounts: [{ source: tree, target: APP, writable: false }],
    command(paths, node) {
      const file = paths.at(`${APP}/${entry.file}`);
      const [interpreter, ...options] = entry.interpreter;
      if (interpreter === undefined) return { argv: [file] };
      return { argv: [interpreter === 'node' ? node : interpreter, ...options, file] };
    },
    texts: await readTexts(dir, names, engines?.node),
    otherNode: isNode ? (major, signal) => nodeRuntime(context, major, itemDir, signal) : undefined,
  };
}

function manifestOf(text: string | undefined): z.infer<typeof Manifest> {
  try {
    return Manifest.parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}
