import { nameRules } from './name-rules.ts';
import { hintRules } from './hint-rules.ts';
import { parameterRules } from './parameter-rules.ts';
import type { QualityRule } from './quality-rule.ts';
import { descriptionRules } from './description-rules.ts';

/** Every rule, in the order in which a definition is read. */
export const QUALITY_RULES: readonly QualityRule[] = [
  ...nameRules,
  ...descriptionRules,
  ...parameterRules,
  ...hintRules,
];
