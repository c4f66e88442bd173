// Run as a program by tests, which kill it: publishes the documents of a catalogue, and stops before the list of changed files is made.
import process from 'node:process';
import { openOutput } from '../../output/output-directory.ts';
import { publish } from '../../publish/publish.ts';

const [dbPath, folder] = process.argv.slice(2);
const output = openOutput(folder!);
await publish({
  dbPath: dbPath!,
  respects: ['documents'],
  output: {
    ...output,
    changed() {
      process.stdout.write('paused\n');
      // Blocked as by a long query, so that nothing at all happens until the kill.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return [];
    },
  },
});
