/** Imported before any schema is made. */
import { config } from 'zod';

// Zod tries whether it may compile code, which the page's content security policy forbids and browsers then report.
config({ jitless: true });
