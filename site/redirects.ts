import type { CatalogueReader } from '../catalog/store/reader.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { API_REFERENCE, browseUrl, fileOf, serverJsonUrl, SERVERS, serverUrl, toolUrl } from './links.ts';
import { MAIN_NAVIGATION } from './main-navigation.ts';

/** One line per former address, in the form that Netlify and Cloudflare Pages read. */
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
  for (const [from] of FOLDERS) output.isCurrent(fileOf(from), '');
}

/**
 * Publishes a small page at every former address, and at folders without a page, which leads to the present one, and a file of
 * all of them for hosts that can answer 301 themselves. Slugs hold letters, digits, `-`, `_` and `.` only, so nothing needs to be escaped.
 *
 * @returns how many files changed
 */
export function writeRedirects(reader: CatalogueReader, output: OutputDirectory, siteUrl?: string): number {
  let written = 0;
  const write = (file: string, content: string) => {
    written += Number(output.publish(file, content) === 'written');
  };
  const lines: string[] = [];
  const lead = (from: string, to: string, page = MOVED) => {
    write(fileOf(from), redirectPage(to, page, siteUrl));
    lines.push(`${from} ${to} 301`);
  };
  for (const { from, to, tools } of reader.redirects()) {
    for (const tool of tools) {
      lead(toolUrl(from, tool.from), tool.to === undefined ? serverUrl(to) : toolUrl(to, tool.to));
    }
    lead(serverUrl(from), serverUrl(to));
    lines.push(`${serverJsonUrl(from)} ${serverJsonUrl(to)} 301`);
  }
  for (const [from, to] of FOLDERS) lead(from, to, FOLDER);
  write(REDIRECTS, `${lines.join('\n')}\n`);
  return written;
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

function redirectPage(to: string, { title, heading, says }: Wording, siteUrl: string | undefined): string {
  const canonical = siteUrl === undefined ? '' : `<link rel="canonical" href="${new URL(to, siteUrl).href}">\n`;
  const navigation = MAIN_NAVIGATION.map(([url, label]) => `<a href="${url}">${label}</a>`).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${to}">
${canonical}<link rel="icon" href="/favicon.svg" type="image/svg+xml">
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
