// Run as a program by tests, which kill it: publishes numbered files into a folder, saying so after each.
import process from 'node:process';
import { openOutput } from '../../output/output-directory.ts';

const [folder, version, files, pauseAt] = process.argv.slice(2);
const output = openOutput(folder!);
for (let i = 0; i < Number(files); i++) {
  const path = `pages/${i % 7}/${i}/index.html`;
  if (!output.isCurrent(path, version!)) output.write(path, version!, `${version} of page ${i}`);
  if (i !== Number(pauseAt)) continue;
  process.stdout.write('paused\n');
  // Blocked as in a long piece of work, so that nothing at all happens until the kill.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
output.prune();
output.end();
output.close();
