import { descriptionCases } from './cases/descriptions.ts';
import { limitCases } from './cases/limits.ts';
import { nameCases } from './cases/names.ts';
import { paraphraseCases } from './cases/paraphrases.ts';
import { placeCases } from './cases/places.ts';
import { schemaCases } from './cases/schemas.ts';
import { statementCases } from './cases/statements.ts';
import type { WrittenCase } from './written-case.ts';

/** Every dangerous case that was written by hand; a verdict must not be milder than the one that stands there. */
export const WRITTEN_CASES: readonly WrittenCase[] = [
  ...nameCases,
  ...descriptionCases,
  ...placeCases,
  ...paraphraseCases,
  ...schemaCases,
  ...statementCases,
  ...limitCases,
];
