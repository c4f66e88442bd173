import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Licences whose packages may be quoted in this repository. */
const OPEN = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MPL-2.0'] as const;

/** A package of the labelled set: what was read in its `package.json` and in the licence file beside it. */
export const LabelledPackage = z.strictObject({
  server: z.string(),
  package: z.string(),
  version: z.string(),
  licence: z.enum(OPEN),
  licenceFile: z.string(),
  copyright: z.string(),
  repository: z.url(),
  /** Also one of the starter servers, which the classifier was looked at with while it was written. */
  starter: z.boolean(),
});
export type LabelledPackage = z.infer<typeof LabelledPackage>;

/** The packages of the set, and the day on which their tool lists were captured. */
const Packages = z.strictObject({ captured: z.iso.date(), packages: z.array(LabelledPackage) });

/** @throws ZodError for a package whose licence is not open, or any other field that is not as it should be */
export function readPackages(file: string): z.infer<typeof Packages> {
  return Packages.parse(JSON.parse(readFileSync(file, 'utf8')));
}
