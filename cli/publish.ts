import { exportApi } from '../api/export.ts';
import { openOutput } from '../output/output-directory.ts';
import { buildSite, type BuildProgress, type BuildResult } from '../site/build.ts';
import { line, type Io } from './io.ts';
import { count } from './words.ts';

export interface PublishOptions {
  db: string;
  out: string;
  siteUrl?: string | undefined;
  quiet?: boolean | undefined;
}

export interface Published {
  site: BuildResult;
  api: Awaited<ReturnType<typeof exportApi>>;
  /** Files that nothing stands for any more. */
  removed: number;
}

/** Site and JSON API into one folder; what neither wants any more is deleted at the end. */
export async function publish(io: Io, { db, out, siteUrl, quiet = false }: PublishOptions): Promise<Published> {
  const output = openOutput(out);
  try {
    const common = { dbPath: db, output, siteUrl, signal: io.signal };
    const onProgress = (progress: BuildProgress) => {
      if (!quiet) line(io.stderr, inWords(progress));
    };
    const site = await buildSite({ ...common, onProgress });
    const api = await exportApi(common);
    return { site, api, removed: output.prune() };
  } finally {
    output.close();
  }
}

/** The JSON API alone; the pages beside it stay. */
export async function publishApi(io: Io, { db, out, siteUrl }: PublishOptions): Promise<Omit<Published, 'site'>> {
  const output = openOutput(out);
  try {
    const api = await exportApi({ dbPath: db, output, siteUrl, signal: io.signal });
    return { api, removed: output.prune(['api/', 'schemas/']) };
  } finally {
    output.close();
  }
}

function inWords(progress: BuildProgress): string {
  if (progress.step !== 'compared') return `site: ${progress.pages} pages ${progress.step}`;
  return progress.changed === 0
    ? `site: none of ${progress.pages} pages changed`
    : `site: ${progress.changed} of ${progress.pages} pages to render`;
}

/** What was published, in one line. */
export function publishedLine({ site, api, removed }: Published): string {
  return `${count(site.pages, 'page')}: ${site.rendered} rendered; ${count(api.documents, 'API document')}: ${api.written} written; ${count(removed, 'file')} removed`;
}
