// Run as a program by static-tools.ts, in a process of its own: a parser that a hostile file brings down takes only this with it.
// Reads a JSON array of files, writes one JSON array of raw tools per line and file.
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { SourceFile } from './read-sources.ts';
import { scanJavascript } from './scan-javascript.ts';
import { scanPython } from './scan-python.ts';

for (const file of JSON.parse(await text(process.stdin)) as SourceFile[]) {
  let found: object[] = [];
  try {
    found = file.path.endsWith('.py') ? scanPython(file) : scanJavascript(file);
  } catch {
    // A file that cannot be read has no tools; the others may have some.
  }
  if (found.length > 0) process.stdout.write(`${JSON.stringify(found)}\n`);
}
