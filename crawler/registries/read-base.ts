import { Rejected } from '../../catalog/errors.ts';

/**
 * A base URL in one spelling, since another one starts the listing over; what could be a secret is not repeated.
 *
 * @throws Rejected when it is no plain http(s) URL
 */
export function readBase(base: string): string {
  const reject = (problem: string) =>
    new Rejected(`the base URL of the registry ${problem}`, { hint: 'Give it like https://registry.example.org.' });
  if (!URL.canParse(base)) throw reject('is no URL');
  const { protocol, username, password, search, hash, origin, pathname } = new URL(base);
  if (protocol !== 'https:' && protocol !== 'http:') throw reject('is neither http nor https');
  if (username !== '' || password !== '') throw reject('holds a user or password, which would end up in the catalogue');
  if (search !== '' || hash !== '') throw reject('holds a query or fragment');
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
