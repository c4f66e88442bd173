// Run as a program by tests, which kill it in the middle of a migration that takes for ever.
import process from 'node:process';
import { openDatabase } from '../../catalog/store/database.ts';
import { SLOW_MIGRATIONS } from './slow-migrations.ts';

const [path] = process.argv.slice(2);
openDatabase(path!, SLOW_MIGRATIONS);
