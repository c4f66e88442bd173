import path from 'node:path';
import type { FetchedTree } from './fetch/fetch.ts';
import { readTexts } from './ladder/read-texts.ts';
import type { Startable } from './ladder/startable.ts';

/** Where the package tree is seen inside. */
const APP = '/app';

/** An installed npm tree, ready for the ladder. */
export async function npmStartable({ tree, entry, fetched }: FetchedTree): Promise<Startable> {
  const dir = path.join(tree, 'node_modules', fetched.identifier);
  return {
    mounts: [{ source: tree, target: APP, writable: false }],
    command(paths, node) {
      const file = paths.at(`${APP}/${entry.file}`);
      const [interpreter, ...options] = entry.interpreter;
      if (interpreter === undefined) return { argv: [file] };
      return { argv: [interpreter === 'node' ? node : interpreter, ...options, file] };
    },
    texts: await readTexts(dir, [fetched.identifier]),
  };
}
