import { z } from 'zod';

/** A moment as RFC 3339 has it; schemas say so by `format`. */
export const moment = () => z.string().meta({ format: 'date-time' });

/** SHA-256 of something, in hexadecimal digits with a prefix. */
export const hash = () => z.string().meta({ pattern: '^sha256:[0-9a-f]{64}$' });
