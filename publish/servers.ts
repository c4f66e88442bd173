import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StampedServer } from '../catalog/store/server-stamps.ts';
import type { OutputPart } from '../output/output-directory.ts';
import { PAGE_SUFFIX } from '../output/output-memory.ts';
import type { PublishContext } from './context.ts';
import { programVersion } from './program-version.ts';
import {
  partOf,
  type FailedServer,
  type Job,
  type MadeFiles,
  type Respect,
  type Result,
  type ServerJob,
} from './server-job.ts';

/** Files that belong to servers. */
interface Counts {
  files: number;
  /** Those of them that are pages, and how many of these were rendered. */
  pages: number;
  rendered: number;
  /** Those whose bytes changed. */
  written: number;
}

interface PublishedServers extends Record<Respect, Counts> {
  all: number;
  /** Servers that were read. */
  changed: number;
  failed: FailedServer[];
  /** Slugs of those of them of which nothing stands from an earlier pass either. */
  absent: ReadonlySet<string>;
  /** Differs whenever what the servers add to lists of all might; of the respects that were asked for. */
  madeFrom: Partial<Record<Respect, string>>;
}

/** A server that was published from something else, or never, with its parts that have to be made again. */
interface StaleServer {
  slug: string;
  stamps: Map<Respect, string>;
  parts: Map<Respect, OutputPart>;
}

/** Servers in one job: enough that handing it over costs little, few enough that memory stays flat. */
const BATCH = 8;
/** Servers that are compared in one turn. */
const TURN = 500;

/**
 * Publishes what belongs to single servers: of those that did not change, no file is read, and a share of them looked at in
 * each pass.
 */
export async function publishServers(
  servers: readonly StampedServer[],
  respects: readonly Respect[],
  context: PublishContext,
): Promise<PublishedServers> {
  const { output, pool, signal, verify = false, onProgress = () => {} } = context;
  const counts = { all: servers.length, changed: 0, failed: [] as FailedServer[], pages: zero(), documents: zero() };
  const versions = new Map(respects.map((respect) => [respect, programVersion(respect, context)]));
  const stale = new Map<string, StaleServer>();
  if (!verify) await output.lookOver(signal);
  for (const [i, { slug, stamp }] of servers.entries()) {
    // Signals are let in only between two turns.
    if (i % TURN === 0) await nextTurn();
    signal?.throwIfAborted();
    const stamps = new Map<Respect, string>();
    for (const [respect, version] of versions) {
      const standing = output.keepPart(partOf(respect, slug), `${stamp} ${version}`);
      if (standing === undefined) stamps.set(respect, `${stamp} ${version}`);
      else add(counts[respect], standing);
    }
    if (stamps.size > 0) stale.set(slug, { slug, stamps, parts: new Map() });
  }
  counts.changed = stale.size;
  const published = (): PublishedServers => {
    const failed = counts.failed.map(({ slug }) => slug);
    const absent = new Set(
      failed.filter((slug) => !respects.every((respect) => output.wasFinished(partOf(respect, slug)))),
    );
    return { ...counts, absent, madeFrom: fingerprints(versions, servers, failed, absent) };
  };
  if (stale.size === 0) return published();

  let done = 0;
  const put = ({ slug, respect, files }: MadeFiles) => {
    add(counts[respect], { files: files.length, pages: files.filter(({ path }) => isPage(path)).length });
    counts[respect].rendered += files.filter(({ path, content }) => content !== undefined && isPage(path)).length;
    counts[respect].written += stale.get(slug)!.parts.get(respect)!.put(files);
  };
  const finish = (slug: string, end: (part: OutputPart, respect: Respect) => void) => {
    for (const [respect, part] of stale.get(slug)!.parts) end(part, respect);
    done += 1;
    stale.delete(slug);
    onProgress({ step: 'servers', done, of: counts.changed });
  };
  const store = (result: Result) => {
    if (result.kind === 'files') put(result);
    else if (result.kind === 'server') {
      const { stamps } = stale.get(result.slug)!;
      finish(result.slug, (part, respect) => part.finish(stamps.get(respect)!, result.pieces[respect]));
    } else if (result.kind === 'failed') {
      finish(result.slug, (part) => part.giveUp());
      counts.failed.push({ slug: result.slug, problem: result.problem });
    } else throw new TypeError('asked for servers, got pages');
  };
  const renderer = respects.includes('pages') ? await context.renderer() : undefined;
  onProgress({ step: 'servers', done, of: counts.changed });
  await pool.run(jobs([...stale.values()], output, renderer), store, signal);
  counts.failed.sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return published();
}

const zero = (): Counts => ({ files: 0, pages: 0, rendered: 0, written: 0 });

const isPage = (path: string): boolean => path.endsWith(PAGE_SUFFIX);

function add(counts: Counts, { files, pages }: Pick<Counts, 'files' | 'pages'>): void {
  counts.files += files;
  counts.pages += pages;
}

/** What lists are made from: the program, the servers, which of them stand as an earlier pass made them, and which not at all. */
function fingerprints(
  versions: ReadonlyMap<Respect, string>,
  servers: readonly StampedServer[],
  failed: readonly string[],
  absent: ReadonlySet<string>,
): Partial<Record<Respect, string>> {
  const hash = createHash('sha256');
  for (const { slug, stamp } of servers) hash.update(`${slug} ${stamp}\n`);
  for (const slug of failed) hash.update(`${slug} ${absent.has(slug) ? 'absent' : 'failed'}\n`);
  const made = hash.digest('hex');
  return Object.fromEntries(Array.from(versions, ([respect, version]) => [respect, `${made} ${version}`]));
}

/** Jobs for the workers; the parts of a server are begun when its job is handed over. */
function* jobs(
  stale: readonly StaleServer[],
  output: PublishContext['output'],
  renderer: string | undefined,
): Generator<Job> {
  for (let from = 0; from < stale.length; from += BATCH) {
    const servers = stale.slice(from, from + BATCH).map(({ slug, stamps, parts }): ServerJob => {
      for (const respect of stamps.keys()) parts.set(respect, output.beginPart(partOf(respect, slug)));
      return { slug, keys: Object.fromEntries(Array.from(parts, ([respect, { keys }]) => [respect, keys])) };
    });
    yield { servers, renderer };
  }
}
