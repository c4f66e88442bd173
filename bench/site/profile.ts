import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Part } from './results.ts';

/** What is read of a profile that `node --cpu-prof` writes, one for each thread. */
const Profile = z.object({
  nodes: z.array(z.object({ id: z.int(), callFrame: z.object({ functionName: z.string(), url: z.string() }) })),
  samples: z.array(z.int()),
  /** Microseconds since the sample before. */
  timeDeltas: z.array(z.number()),
});

/** Parts of a build by where their code is; the first that fits counts. Whatever has no file is Node.js itself. */
const PARTS: readonly [part: string, where: RegExp][] = [
  ['preview pictures', /site\/pictures\/|@resvg/],
  ['Markdown twins', /site\/twin\//],
  ['search index', /site\/search\//],
  [
    'pages: Astro and templates',
    /\.toolgate\/renderer\/|site\/(?:components|layouts|pages|render|markdown)|internal\/webstreams|deps\/undici|internal\/url|\/encoding/,
  ],
  ['pages: what they show', /site\/|policy\/|attacks\//],
  ['JSON documents', /(?:^|\/)api\/|\bzlib\b/],
  ['reading the catalogue', /catalog\/|better-sqlite3/],
  [
    'writing and remembering files',
    /output\/|publish\/|internal\/fs|node:fs|internal\/crypto|node:path|internal\/buffer/,
  ],
];

/** Functions of Node.js that have no file. */
const NATIVE: readonly [part: string, name: RegExp][] = [
  ['waiting', /^\(idle\)$/],
  ['collecting garbage', /^\(garbage collector\)$/],
  ['pages: Astro and templates', /^encodeUtf8String$|^RegExp: .*class/],
  [
    'writing and remembering files',
    /^(?:open|close|mkdir|lstat|stat|fstat|rename|unlink|rmSync|existsSync|writeBuffer|writeString|writeUtf8|readdir|postMessage)$/,
  ],
];

/** Seconds of all threads by part, the most first; waiting is left out. */
export function secondsByPart(folder: string, root: string): Part[] {
  const seconds = new Map<string, number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    const { nodes, samples, timeDeltas } = Profile.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    const partOf = new Map(nodes.map(({ id, callFrame }) => [id, partOfFrame(callFrame, root)]));
    for (const [i, id] of samples.entries()) {
      const part = partOf.get(id)!;
      seconds.set(part, (seconds.get(part) ?? 0) + timeDeltas[i]! / 1e6);
    }
  }
  seconds.delete('waiting');
  return Array.from(seconds, ([part, sum]) => ({ part, seconds: sum })).sort((a, b) => b.seconds - a.seconds);
}

function partOfFrame({ functionName, url }: { functionName: string; url: string }, root: string): string {
  if (url === '') return NATIVE.find(([, name]) => name.test(functionName))?.[0] ?? 'everything else';
  const path = decodeURI(url)
    .replace(/^file:\/\//, '')
    .replace(`${root}/`, '');
  return PARTS.find(([, where]) => where.test(path))?.[0] ?? 'everything else';
}
