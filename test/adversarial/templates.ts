import type { Template } from './template.ts';
import { claims } from './templates/claims.ts';
import { forgedVerdicts } from './templates/forged-verdicts.ts';
import { hidings } from './templates/hidings.ts';
import { framings, imitations } from './templates/imitations.ts';
import { languages } from './templates/languages.ts';
import { paddings } from './templates/paddings.ts';

/** Every text that is tried in every position. */
export const TEMPLATES: readonly Template[] = [
  ...claims,
  ...forgedVerdicts,
  ...imitations,
  ...framings,
  ...languages,
  ...hidings,
  ...paddings,
];
