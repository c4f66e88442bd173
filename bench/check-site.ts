/**
 * Checks a published folder, however large: every internal link of every page, and whether pages are valid HTML. Exit code 1
 * when something is wrong, 2 for wrong usage.
 *
 *   node bench/check-site.ts --out dist [--html-one-in 20]
 */
import process from 'node:process';
import { commandLine, refuse, wholeNumbers } from './command-line/command-line.ts';
import { brokenLinks } from '../test/browser/link-check.ts';
import { htmlPages, invalidHtml } from '../test/browser/valid-html.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: { out: { type: 'string' }, 'html-one-in': { type: 'string', default: '1' } },
});
const out = flags.out ?? refuse(import.meta.filename, '--out FOLDER is needed');
const [oneIn] = wholeNumbers(import.meta.filename, 'html-one-in', flags['html-one-in']);
const SHOWN = 50;

const pages = htmlPages(out);
const broken = brokenLinks(out, () => false);
console.log(`${broken.length} broken links on ${pages.length} pages`);
for (const { page, href, why } of broken.slice(0, SHOWN)) console.log(`  ${page}: ${href} ${why}`);
const sample = pages.filter((page, i) => i % oneIn === 0 || page.split('/').length < 4);
const faults = await invalidHtml(out, sample);
console.log(`${faults.length} faults of HTML on ${sample.length} pages`);
for (const { page, line, rule, message } of faults.slice(0, SHOWN))
  console.log(`  ${page}:${line} ${rule}: ${message}`);
process.exitCode = broken.length + faults.length === 0 ? 0 : 1;
