import { z } from 'zod';
import { readText } from '../../../http/bounded-body.ts';
import type { LaunchContext } from '../../launch-context.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import { projectName } from './project-name.ts';

/** A file of a project, as its index lists it. */
export interface IndexFile {
  filename: string;
  /** Hex. */
  sha256: string | undefined;
}

/** PEP 691: https://packaging.python.org/en/latest/specifications/simple-repository-api/ */
const JsonProject = z.object({
  files: z.array(
    z.object({ filename: z.string().max(500), hashes: z.record(z.string(), z.string().max(200)).default({}) }),
  ),
});

/** A second try, because connections to busy indexes do get lost. */
const TRIES = 2;

const ACCEPT = 'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1';

/**
 * Asks a simple index which files a project has.
 *
 * @throws what `signal` was aborted with
 */
export async function readProject(
  { web, watch, sources, limits }: LaunchContext,
  name: string,
  signal: AbortSignal,
): Promise<{ files: IndexFile[] } | FetchFailure> {
  const unavailable = (detail: string): FetchFailure => ({ code: 'registry-unavailable', detail });
  using clock = watch.limit(limits.resolveMs);
  const both = AbortSignal.any([signal, clock.signal]);
  try {
    const url = new URL(`${projectName(name)}/`, sources.pypi.index);
    const answer = await web.ask({
      url,
      headers: { accept: ACCEPT },
      signal: both,
      follow: 'same-origin',
      tries: TRIES,
    });
    if ('code' in answer) return unavailable(answer.detail);
    const text = await readText(answer.body, limits.metadataBytes);
    if (answer.status === 404) return { code: 'not-found', detail: `The Python index has no project ${name}.` };
    if (answer.status !== 200) return unavailable(`The Python index answered with status ${answer.status}.`);
    if (text === undefined) return unavailable(`Its list of files is longer than ${limits.metadataBytes} bytes.`);
    const files = /json/.test(answer.headers.get('content-type') ?? '') ? jsonFiles(text) : htmlFiles(text);
    return files === undefined ? unavailable('The Python index answered with something that is no list.') : { files };
  } catch {
    signal.throwIfAborted();
    return unavailable('The Python index did not answer in time, or broke off its answer.');
  }
}

function jsonFiles(text: string): IndexFile[] | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = JsonProject.safeParse(raw);
  return parsed.data?.files.map(({ filename, hashes }) => ({ filename, sha256: hashes['sha256']?.toLowerCase() }));
}

/** One link; a text is cut at every `<`, so that no part of it is looked at twice. */
const LINK = /<a\s([^<>]{1,5000})>/gi;
/** Its address; what stands before it is no part of the match, so that many of them cost one look each. */
const ADDRESS = /(?<![^\s"'])href="([^"<>]{1,2000})"/i;

/** PEP 503: one link per file, with the hash in its fragment. */
function htmlFiles(text: string): IndexFile[] {
  return [...text.matchAll(LINK)].flatMap(([, attributes]) => {
    const href = ADDRESS.exec(attributes!)?.[1];
    const url = href === undefined ? null : URL.parse(href.replaceAll('&amp;', '&'), 'https://index.invalid/');
    if (url === null) return [];
    const filename = decoded(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
    const sha256 = /^#sha256=([0-9a-f]{64})/i.exec(url.hash)?.[1]?.toLowerCase();
    return filename === undefined ? [] : [{ filename, sha256 }];
  });
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
