import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** Options that mean the same in every command that has them. */
export const dbOption = () =>
  new Option('--db <path>', 'catalogue (SQLite)').argParser(parseDb).default('data/catalog.sqlite');
export const outOption = () => new Option('--out <dir>', 'published folder').default('dist');
export const jsonOption = () => new Option('--json', 'print the result as JSON').default(false);
export const quietOption = () => new Option('--quiet', 'show no progress').default(false);
export const siteUrlOption = () =>
  new Option('--site-url <url>', 'public address of the site, for canonical links').argParser(parseSiteUrl);

const PAGE_CONTACT = 'where pages send corrections and reports: https or mailto address';
export const contactOption = () => new Option('--contact <url>', PAGE_CONTACT).argParser(parseContact);
/** The same for a command that crawls too: there `--contact` is for those who are asked. */
export const siteContactOption = () => new Option('--site-contact <url>', PAGE_CONTACT).argParser(parseContact);

function parseContact(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^(?:https:|mailto:)$/.test(url.protocol)) {
    throw new InvalidArgumentError('Expected an https or mailto address.');
  }
  return url.href;
}

export const verifyOption = () =>
  new Option('--verify', 'look whether every file still stands as published, not a share of a large folder');

/** A whole number of at least `least`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const n = Number(text);
    if (!/^\d+$/.test(text) || n < least || n > most) {
      throw new InvalidArgumentError(
        `Expected a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}.`,
      );
    }
    return n;
  };
}

function parseSiteUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('Expected an http(s) URL.');
  // Links are made from the root of the host.
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new InvalidArgumentError('Expected a URL without a path.');
  return url.origin;
}

/** SQLite would take these two for a catalogue in memory, and everything would be lost at the end. */
function parseDb(text: string): string {
  if (text === '' || text === ':memory:') throw new InvalidArgumentError('Expected the path of a file.');
  return text;
}
