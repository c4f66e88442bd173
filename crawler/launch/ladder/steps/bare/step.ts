import type { Step } from '../../step.ts';
import { BARE } from '../../start.ts';
import { documentedStart } from '../declared/record.ts';

/**
 * Nothing made up. First with what the record fixes itself (sub-commands, switches, values), then, should the record be
 * wrong, with nothing at all.
 */
export const bare: Step = {
  name: 'bare',
  propose: ({ declared }) => [
    { start: documentedStart(declared, 'given'), trust: 'asked' },
    { start: BARE, trust: 'asked' },
  ],
};
