/**
 * One timed step of `bench/site.ts`, in a process of its own, so that its memory is its own.
 *
 *   node bench/site/step.ts publish|plain CATALOGUE FOLDER [PAGE]
 */
import { publishFolder } from '../../test/publish-folder.ts';
import { writePlainPages } from './plain-pages.ts';
import type { Step } from './results.ts';

const [what, db, out, sample] = process.argv.slice(2) as [string, string, string, string?];
const started = performance.now();
const done = what === 'plain' ? plain() : await published();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const step: Step = {
  ...done,
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakMb: maxRSS / 1024,
};
console.log(JSON.stringify(step));

async function published() {
  const { site, api } = await publishFolder(out, { dbPath: db, siteUrl: 'https://toolgate.example' });
  return { pages: site.pages, made: site.rendered, written: site.written + api.written };
}

function plain() {
  const { pages, bytes } = writePlainPages(db, out, sample!);
  return { pages, made: pages, written: pages, bytes };
}
