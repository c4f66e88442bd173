import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redirect } from '../catalog/store/redirects.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { VARIANT_FILES } from '../policy/variants.ts';
import { CONTENT_SECURITY_POLICY } from './discovery/content-security-policy.ts';
import {
  API_REFERENCE,
  badgeUrl,
  browseUrl,
  cardUrl,
  fileOf,
  levelServerUrl,
  policyFileUrl,
  serverJsonUrl,
  SERVERS,
  serverUrl,
  toolUrl,
  twinOf,
} from './links.ts';
import { MAIN_NAVIGATION } from './main-navigation.ts';

/** One line per former address, in the form that Netlify, Cloudflare Pages and GitLab Pages read. */
const REDIRECTS = '_redirects';

/** Folders of lists and documents without a page of their own: whoever shortens an address is led to what stands for them. */
const FOLDERS: readonly (readonly [from: string, to: string])[] = [
  ['/servers/', SERVERS],
  ['/publishers/', browseUrl('publisher')],
  ['/api/', API_REFERENCE],
  ['/api/v1/', API_REFERENCE],
];

/** Says that the pages at folders are wanted as they are, in a pass that publishes other things. */
export function keepFolderRedirects(output: OutputDirectory): void {
  for (const [from] of FOLDERS) for (const path of leadingFiles(from)) output.isCurrent(path, '');
}

/** A page that leads on, and its twin. */
const leadingFiles = (from: string): [page: string, twin: string] => [fileOf(from), twinOf(from).slice(1)];

/**
 * Publishes a small page with its twin at every former address of a page, and at folders without a page, which lead to the
 * present one; the badge at its former address, since people embed it; and a file of all former addresses for hosts that can
 * answer 301 themselves. Slugs hold letters, digits, `-`, `_` and `.` only, so nothing needs to be escaped. The files of servers
 * stand already.
 *
 * @param pages addresses of pages that stand
 * @returns how many files there are, and how many changed
 */
export function writeRedirects(
  redirects: Iterable<Redirect>,
  pages: Iterable<string>,
  output: OutputDirectory,
  siteUrl?: string,
): { files: number; written: number } {
  const counts = { files: 0, written: 0 };
  const count = (written: boolean) => {
    counts.files += 1;
    counts.written += Number(written);
  };
  const write = (file: string, content: string) => count(output.publish(file, content) === 'written');
  /** Hosts read a limited number of lines: first those of addresses where no page leads on. */
  const [alone, led]: [string[], string[]] = [[], []];
  const line = (from: string, to: string) => `${from} ${to} 301\n`;
  const lead = (from: string, to: string, wording = MOVED) => {
    const [page, twin] = leadingFiles(from);
    write(page, redirectPage(to, wording, siteUrl));
    write(twin, redirectTwin(to, wording));
    led.push(line(from, to));
  };
  for (const { from, to, tools, levels } of redirects) {
    for (const tool of tools) {
      lead(toolUrl(from, tool.from), tool.to === undefined ? serverUrl(to) : toolUrl(to, tool.to));
    }
    for (const { level, kept } of levels) {
      lead(levelServerUrl(level, from), kept ? levelServerUrl(level, to) : serverUrl(to));
    }
    lead(serverUrl(from), serverUrl(to));
    const badge = copy(badgeUrl(to).slice(1), badgeUrl(from).slice(1), output);
    if (badge !== undefined) count(badge);
    alone.push(line(serverJsonUrl(from), serverJsonUrl(to)), line(cardUrl(from), cardUrl(to)));
    for (const policy of Object.values(VARIANT_FILES))
      alone.push(line(policyFileUrl(from, policy), policyFileUrl(to, policy)));
  }
  for (const [from, to] of FOLDERS) lead(from, to, FOLDER);
  // A part of a list whose folder got another name than its prefix had that name once.
  for (const url of pages) if (url.endsWith('~/')) alone.push(line(url.replace(/~\/$/, '/'), url));
  write(REDIRECTS, [...alone, ...led].join(''));
  return counts;
}

/** @returns whether it was written; `undefined` where there is no such file */
function copy(from: string, to: string, output: OutputDirectory): boolean | undefined {
  const hash = output.factsOf(from)?.sha256;
  if (hash === undefined) return undefined;
  return !output.isCurrent(to, hash) && output.write(to, hash, readFileSync(join(output.root, from))) === 'written';
}

/** What a page that leads on says of itself. */
interface Wording {
  title: string;
  heading: string;
  says: string;
}

const MOVED: Wording = {
  title: 'Moved',
  heading: 'This page has moved',
  says: 'The catalogue knows this server under another address:',
};

const FOLDER: Wording = {
  title: 'No page of its own',
  heading: 'This address has no page of its own',
  says: 'What stands under it is listed here:',
};

const redirectTwin = (to: string, { heading, says }: Wording): string =>
  `# ${heading}\n\n${says} [\`${to}\`](${twinOf(to)}).\n`;

function redirectPage(to: string, { title, heading, says }: Wording, siteUrl: string | undefined): string {
  const canonical = siteUrl === undefined ? '' : `<link rel="canonical" href="${new URL(to, siteUrl).href}">\n`;
  const navigation = MAIN_NAVIGATION.map(([url, label]) => `<a href="${url}">${label}</a>`).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${to}">
${canonical}<link rel="alternate" type="text/markdown" href="index.md">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<script src="/theme.js"></script>
<title>${title} · Toolgate</title>
<header class="site">
<div class="wrap">
<a class="logo" href="/">Toolgate</a>
<nav aria-label="Main">
${navigation}
</nav>
</div>
</header>
<main class="wrap">
<h1>${heading}</h1>
<p>${says} <a href="${to}">${to}</a></p>
</main>
</html>
`;
}
