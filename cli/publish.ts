import { EXIT, Fatal } from '../catalog/errors.ts';
import { WITHOUT_MEMORY } from '../output/open-root.ts';
import { openOutput, type OutputDirectory } from '../output/output-directory.ts';
import { publish as publishInto, type Published } from '../publish/publish.ts';
import type { Respect } from '../publish/server-job.ts';
import { line, type Io } from './io.ts';
import { progress } from './progress.ts';
import { count } from './words.ts';

interface PublishOptions {
  db: string;
  out: string;
  siteUrl?: string | undefined;
  contact?: string | undefined;
  verify?: boolean | undefined;
  quiet?: boolean | undefined;
}

/** Site and JSON API into one folder; what neither wants any more is deleted at the end. */
export const publish = (io: Io, options: PublishOptions): Promise<Published> => run(io, options);

/** The JSON API alone; the pages beside it stay. */
export const publishApi = (io: Io, options: PublishOptions): Promise<Published> => run(io, options, ['documents']);

async function run(
  io: Io,
  { db, out, siteUrl, contact, verify, quiet = false }: PublishOptions,
  respects?: readonly Respect[],
): Promise<Published> {
  const report = progress(io, { quiet });
  let before = 0;
  return withOutput(db, out, async (output) => {
    const published = await publishInto({
      dbPath: db,
      output,
      siteUrl,
      contact,
      verify,
      respects,
      signal: io.signal,
      onProgress: (event) => {
        if (event.step === 'catalogue') {
          report({ kind: 'step', stage: 'publish', done: 0, text: 'pages and lists about all servers' });
          return;
        }
        const { done, of } = event;
        if (done > 0) report({ kind: 'step', stage: 'publish', done: done - before });
        else if (!quiet) {
          line(io.stderr, `publish: ${count(of, 'server')} to make`);
          report({ kind: 'begin', stage: 'publish', total: of });
        }
        before = done;
      },
    });
    const { servers, changed } = published;
    if (changed > 0) report({ kind: 'end', stage: 'publish', counts: { servers, changed } });
    else if (!quiet) line(io.stderr, `publish: none of ${count(servers, 'server')} changed`);
    for (const { slug, problem } of published.failed) line(io.stderr, `publish: ${slug} stays as it was: ${problem}`);
    return published;
  });
}

/** Works on a published folder; what went wrong first is told, not what closing the folder then says of it. */
async function withOutput<T>(db: string, out: string, work: (output: OutputDirectory) => Promise<T>): Promise<T> {
  try {
    const output = openOutput(out);
    let result: T;
    try {
      result = await work(output);
    } catch (error) {
      try {
        output.close();
      } catch {
        // It fails for the same reason.
      }
      throw error;
    }
    output.close();
    return result;
  } catch (error) {
    throw troubleOf(error, db, out) ?? error;
  }
}

/** Codes of the system and of SQLite for a disk, or a share of it, that has no room left. */
const FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** What an operator has to do something about, in his words. */
function troubleOf(error: unknown, db: string, out: string): Fatal | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!('code' in cause)) continue;
    if (String(cause.code).startsWith('SQLITE_CORRUPT')) {
      return new Fatal(`the catalogue ${db} or the memory of ${out} is damaged`, {
        cause: error,
        hint: `\`sqlite3 ${db} 'PRAGMA quick_check'\` says whether it is the catalogue. ${WITHOUT_MEMORY}`,
      });
    }
    if (FULL.has(cause.code)) {
      return new Fatal(`no room is left on the disk of ${out}`, {
        cause: error,
        hint: 'Make room and run the command again: it goes on with what is missing.',
      });
    }
  }
  return undefined;
}

/** How a command ends that published. */
export const publishedExit = ({ failed }: Published): number => (failed.length > 0 ? EXIT.partial : EXIT.done);

/** The same in one word, for its JSON. */
export const publishedStatus = ({ failed }: Published): string => (failed.length > 0 ? 'partial' : 'done');

/** What was published, in one line. */
export function publishedLine({ site, api, removed }: Published): string {
  return `${count(site.pages, 'page')}: ${site.rendered} rendered; ${count(api.files, 'API document')}: ${api.written} written; ${count(removed, 'file')} removed`;
}
