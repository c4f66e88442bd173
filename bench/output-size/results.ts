import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Files of one kind. */
export const KindSize = z.object({
  kind: z.string(),
  files: z.int(),
  bytes: z.int(),
  /** Compressed, of what does not stand compressed; counted from a sample. */
  packed: z.int(),
});
export type KindSize = z.infer<typeof KindSize>;

/** What `bench/output-size.ts --save` keeps. */
export const OutputSize = z.object({ tools: z.int(), servers: z.int(), kinds: z.array(KindSize) });
export type OutputSize = z.infer<typeof OutputSize>;

export const readOutputSize = (file: string): OutputSize => OutputSize.parse(JSON.parse(readFileSync(file, 'utf8')));
