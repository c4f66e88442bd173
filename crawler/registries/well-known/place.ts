import { Rejected } from '../../../catalog/errors.ts';
import type { ChosenHost } from './choose-hosts.ts';

/** Before the first host whose turn it is. Those that the operator names are asked in every run and have no place in a pass. */
export const START: ChosenHost = { turn: 'own', origin: '' };

const FORM = /^(own|known|failed) ([\s\S]{0,2000})$/;

/** The last host that was asked, as the cursor that is stored. */
export const writePlace = ({ turn, origin }: ChosenHost): string => `${turn} ${origin}`;

/** @throws Rejected for a cursor that {@link writePlace} never made */
export function readPlace(cursor: string): ChosenHost {
  const [, turn, origin = ''] = FORM.exec(cursor) ?? [];
  if (turn === undefined) throw new Rejected('the stored cursor is none of server cards');
  return { turn: turn as ChosenHost['turn'], origin };
}
