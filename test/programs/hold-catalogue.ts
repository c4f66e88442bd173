// Run as a program by tests, which kill it: takes the writer's lock of a catalogue, stores one run, and waits.
import process from 'node:process';
import { lockCatalogue } from '../../catalog/store/database.ts';
import { openStore } from '../../catalog/store/open.ts';

const [path] = process.argv.slice(2);
lockCatalogue(path!);
const store = openStore(path!);
store.runs.begin('crawl', '2026-01-01T00:00:00.000Z');
process.stdout.write('holding\n');
setInterval(() => {}, 1000);
