import { Rejected } from '../../../catalog/errors.ts';

/** How far a listing of Smithery has come. */
export interface Position {
  /** Which of the browsed queries. */
  slice: number;
  /** Its page, from 1. */
  page: number;
  /** The last namespace of that page that was listed; '' before the first. */
  after: string;
}

const FORM = /^(\d):(\d{1,4}):([\s\S]{0,200})$/;

/** As the cursor that is stored; absent at the end. */
export function writePosition(position: Position | undefined): string | undefined {
  return position && `${position.slice}:${position.page}:${position.after}`;
}

/** @throws Rejected for a cursor that {@link writePosition} never made */
export function readPosition(cursor: string | undefined, slices: number): Position {
  if (cursor === undefined) return { slice: 0, page: 1, after: '' };
  const [, slice, page, after = ''] = FORM.exec(cursor) ?? [];
  if (slice === undefined || Number(slice) >= slices || Number(page) < 1) {
    throw new Rejected('the stored cursor is none of Smithery');
  }
  return { slice: Number(slice), page: Number(page), after };
}
