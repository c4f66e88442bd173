import type { Template } from './template.ts';
import { affixes } from './templates/affixes.ts';
import { claims } from './templates/claims.ts';
import { forgedVerdicts } from './templates/forged-verdicts.ts';
import { hidings } from './templates/hidings.ts';
import { framings, imitations } from './templates/imitations.ts';
import { languages } from './templates/languages.ts';
import { paddings } from './templates/paddings.ts';

/** Every text that is tried in every position. */
export const TEMPLATES: readonly Template[] = [
  ...affixes,
  ...claims,
  ...forgedVerdicts,
  ...imitations,
  ...framings,
  ...languages,
  ...hidings,
  ...paddings,
];

/** Families that an honest author writes as well, and those of their texts that none would. */
const HONEST = new Set<Template['family']>(['language', 'padding', 'imitation']);
const NOT_HONEST = new Set([
  'padding-zero-width',
  'padding-one-word',
  'html-comment',
  'html-hidden',
  'link-comment',
  'markdown-table',
  'changelog',
]);

/** Texts that may stand in a reading tool without making it look worse. */
export const HONEST_TEMPLATES: readonly Template[] = TEMPLATES.filter(
  ({ id, family }) => HONEST.has(family) && !NOT_HONEST.has(id),
);
