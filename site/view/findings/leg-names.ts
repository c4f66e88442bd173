import type { Leg } from '../../../catalog/model/trifecta.ts';
import { capitalised } from '../text/words.ts';

/** What the legs of the trifecta are called. */
export const LEG_NAMES: Readonly<Record<Leg, string>> = {
  'private-data': 'Private data',
  'untrusted-content': 'Untrusted content',
  'way-out': 'A way out',
};

/** For the heading over all three. */
export const LEGS_TITLE = capitalised(
  Object.values(LEG_NAMES)
    .map((name) => name.toLowerCase())
    .join(', '),
);
