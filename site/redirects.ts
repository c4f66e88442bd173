import type { CatalogueReader } from '../catalog/store/reader.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { fileOf, serverJsonUrl, serverUrl, toolUrl } from './links.ts';

/** One line per former address, in the form that Netlify and Cloudflare Pages read. */
const REDIRECTS = '_redirects';

/**
 * Publishes a small page at every former address, which leads to the present one, and a file of all of them for hosts that
 * can answer 301 themselves. Slugs hold letters, digits, `-`, `_` and `.` only, so nothing needs to be escaped.
 *
 * @returns how many files changed
 */
export function writeRedirects(reader: CatalogueReader, output: OutputDirectory, siteUrl?: string): number {
  let written = 0;
  const write = (file: string, content: string) => {
    written += Number(output.publish(file, content) === 'written');
  };
  const lines: string[] = [];
  const lead = (from: string, to: string) => {
    write(fileOf(from), redirectPage(to, siteUrl));
    lines.push(`${from} ${to} 301`);
  };
  for (const { from, to, tools } of reader.redirects()) {
    for (const tool of tools) {
      lead(toolUrl(from, tool.from), tool.to === undefined ? serverUrl(to) : toolUrl(to, tool.to));
    }
    lead(serverUrl(from), serverUrl(to));
    lines.push(`${serverJsonUrl(from)} ${serverJsonUrl(to)} 301`);
  }
  if (lines.length > 0) write(REDIRECTS, `${lines.join('\n')}\n`);
  return written;
}

function redirectPage(to: string, siteUrl: string | undefined): string {
  const canonical = siteUrl === undefined ? '' : `<link rel="canonical" href="${new URL(to, siteUrl).href}">\n`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${to}">
${canonical}<link rel="stylesheet" href="/style.css">
<title>Moved · Toolgate</title>
<main>
<h1>This page has moved</h1>
<p>The catalogue knows this server under another address: <a href="${to}">${to}</a></p>
</main>
</html>
`;
}
