/**
 * What a verb can mean, as far as the rubric tells meanings apart. A sense is not yet an effect: for most of them the
 * object decides ("remove a label", "cancel an order", "run a report"), and one rule per sense says how.
 */
export const SENSES = [
  'read',
  'create',
  'update',
  'delete',
  'remove',
  'clear',
  'execute',
  'run',
  'make',
  'send',
  'pay',
  'trade',
  'cancel',
  'sign-out',
  'act',
  'grant',
] as const;
export type Sense = (typeof SENSES)[number];
