import { formatDate } from '../text/words.ts';

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `1 April 2025`, `April 2025`, `2025`: as exact as it is known. */
export function dateWords(date: string): string {
  if (date.length === 4) return date;
  return date.length === 7 ? MONTH.format(new Date(`${date}-01T00:00:00Z`)) : formatDate(date);
}
