import { openOutput } from '../output/output-directory.ts';
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
  quiet?: boolean | undefined;
}

/** Site and JSON API into one folder; what neither wants any more is deleted at the end. */
export const publish = (io: Io, options: PublishOptions): Promise<Published> => run(io, options);

/** The JSON API alone; the pages beside it stay. */
export const publishApi = (io: Io, options: PublishOptions): Promise<Published> => run(io, options, ['documents']);

async function run(
  io: Io,
  { db, out, siteUrl, contact, quiet = false }: PublishOptions,
  respects?: readonly Respect[],
): Promise<Published> {
  const report = progress(io, { quiet });
  const output = openOutput(out);
  let before = 0;
  try {
    const published = await publishInto({
      dbPath: db,
      output,
      siteUrl,
      contact,
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
    return published;
  } finally {
    output.close();
  }
}

/** What was published, in one line. */
export function publishedLine({ site, api, removed }: Published): string {
  return `${count(site.pages, 'page')}: ${site.rendered} rendered; ${count(api.files, 'API document')}: ${api.written} written; ${count(removed, 'file')} removed`;
}
