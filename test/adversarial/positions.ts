import type { Position } from './position.ts';
import { schemaPositions } from './positions/schema-positions.ts';
import { serverPositions } from './positions/server-positions.ts';
import { textPositions } from './positions/text-positions.ts';
import type { Subject } from './subject.ts';

const SINGLE: readonly Position[] = [...textPositions, ...schemaPositions, ...serverPositions];
/** Those that leave the other positions their place. */
const TOGETHER = SINGLE.filter(
  ({ id }) => !id.startsWith('name-') && !id.endsWith('-instead') && id !== 'description-both' && id !== 'pattern',
);

/** Every place where a text is tried, and all of them at once. */
export const POSITIONS: readonly Position[] = [
  ...SINGLE,
  {
    id: 'everywhere',
    place: (subject, text) =>
      TOGETHER.reduce((changed: Subject, position) => position.place(changed, text) ?? changed, subject),
    precedes: true,
    splits: true,
    defines: true,
  },
];

/** Places where honest authors write much. */
export const HONEST_POSITIONS: readonly Position[] = POSITIONS.filter(({ id }) =>
  /^(?:description-(?:before|after)|property-description|first-property-after|schema-description|output-desc|server-)/.test(
    id,
  ),
);
