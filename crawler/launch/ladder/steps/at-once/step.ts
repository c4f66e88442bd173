import { outcomeRow } from '../../../../../catalog/model/launch.ts';
import type { Step } from '../../step.ts';

/** A server that answers the handshake and ends before it could be asked for its tools is asked for them with the handshake. */
export const atOnce: Step = {
  name: 'at-once',
  propose({ base }) {
    const ended = outcomeRow(base.code).group === 'start';
    if (!base.greeted || !ended || base.start.atOnce || base.start.transport === 'http') return [];
    return [{ start: { ...base.start, atOnce: true }, trust: 'guess' }];
  },
};
