import type { Step } from '../../step.ts';

/** A server that listens on a port is started once more in the same way and spoken to there. */
export const http: Step = {
  name: 'http',
  propose({ base, ownNetwork }) {
    const serves = base.code === 'http-only' || (base.ports.length > 0 && base.code === 'initialize-timed-out');
    if (!serves || !ownNetwork || base.start.transport === 'http') return [];
    return [{ start: { ...base.start, transport: 'http' }, trust: 'asked' }];
  },
};
