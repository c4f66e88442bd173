import { expect, it } from 'vitest';
import { textDirection } from './text-direction.ts';

it.each(['قراءة ملف', '١٢ «قراءة»', 'קריאת קובץ, then English', '\u202aقراءة', '\ufefb', '\u{1e900}'])(
  '%s goes left',
  (text) => {
    expect(textDirection(text)).toBe('rtl');
  },
);

it.each(['', 'Read قراءة', '12 — 34', '工具 قراءة', '\u202eolleh', 'ï', '\u{1f600}', '1'.repeat(1_000_000)])(
  'a text goes right, or nowhere',
  (text) => {
    expect(textDirection(text)).toBe(undefined);
  },
);
