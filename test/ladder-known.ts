import { BARE } from '../crawler/launch/ladder/start.ts';
import type { Known, Tried } from '../crawler/launch/ladder/step.ts';

/** What a step of the ladder knows after one attempt, of which a test says what it is about. */
export function knownAfter(base: Partial<Tried>, texts: Partial<Known['texts']> = {}): Known {
  const tried: Tried = {
    step: 'bare',
    start: BARE,
    code: 'crashed',
    detail: '',
    said: '',
    ports: [],
    greeted: false,
    ...base,
  };
  return {
    declared: { arguments: [], environment: [] },
    texts: { names: [], readme: '', declarations: {}, ...texts },
    code: [],
    attempts: [tried],
    base: tried,
    ownNetwork: true,
  };
}
