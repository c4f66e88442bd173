import type { Step } from './step.ts';
import { atOnce } from './steps/at-once/step.ts';
import { bare } from './steps/bare/step.ts';
import { code } from './steps/code/step.ts';
import { declared } from './steps/declared/step.ts';
import { errorNames } from './steps/error-names/step.ts';
import { http } from './steps/http/step.ts';
import { otherNode } from './steps/other-node/step.ts';
import { readme } from './steps/readme/step.ts';
import { usage } from './steps/usage/step.ts';

/** The rungs, lowest first: what an author declares before what is only inferred, what is certain before what is guessed. */
export const STEPS: readonly Step[] = [bare, declared, otherNode, http, atOnce, errorNames, readme, usage, code];
