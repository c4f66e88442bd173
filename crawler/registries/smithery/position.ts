import { Rejected } from '../../../catalog/errors.ts';

/** How far a listing of Smithery has come. */
export interface Position {
  /** Which of the browsed queries. */
  slice: number;
  /** Its page, from 1. */
  page: number;
  /** The last namespace of that page that was listed, or the one that `inside` is a page of; '' before the first. */
  after: string;
  /** The page of the namespace `after` that comes next; absent when that one is listed as a whole. */
  inside?: number | undefined;
}

const FORM = /^(\d):(\d{1,4})(?:\+(\d{1,3}))?:([\s\S]{0,200})$/;

/** As the cursor that is stored, `<slice>:<page>[+<inside>]:<after>`; absent at the end. */
export function writePosition(position: Position | undefined): string | undefined {
  if (position === undefined) return undefined;
  const { slice, page, after, inside } = position;
  return `${slice}:${page}${inside === undefined ? '' : `+${inside}`}:${after}`;
}

/** @throws Rejected for a cursor that {@link writePosition} never made */
export function readPosition(cursor: string | undefined, slices: number): Position {
  if (cursor === undefined) return { slice: 0, page: 1, after: '' };
  const [, slice, page, inside, after = ''] = FORM.exec(cursor) ?? [];
  const lost = inside !== undefined && (Number(inside) < 1 || after === '');
  if (slice === undefined || Number(slice) >= slices || Number(page) < 1 || lost) {
    throw new Rejected('the stored cursor is none of Smithery');
  }
  return {
    slice: Number(slice),
    page: Number(page),
    after,
    ...(inside === undefined ? {} : { inside: Number(inside) }),
  };
}
