/** Small pieces of English and of formatting that sentences on the pages are built from. */

const NUMBER = new Intl.NumberFormat('en');
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `43,000`. */
export const formatNumber = (value: number): string => NUMBER.format(value);

/** `1 tool`, `2 tools`, `no tools`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? `no ${many}` : `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `a Read`, `an Execute`. */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** The beginning of a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Ends a sentence that may or may not have its full stop. */
export const sentence = (text: string): string =>
  /[.!?…]["”’)]?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;

/** `21 November 2026`, in UTC; the text itself when it is no date. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso.slice(0, 40) : DATE.format(date);
}

/** A share of a whole as `61 %`, honest at both ends. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const percent = (part / whole) * 100;
  if (percent < 1) return '< 1 %';
  return percent > 99 && part < whole ? '> 99 %' : `${Math.round(percent)} %`;
}
