import { shown } from './planned-way.ts';

/**
 * What speaks against an address as such. Whether it leads into a private network is decided when it is asked, since names
 * can lead anywhere; plain http is refused there too, except where the operator allows a host.
 */
export function webAddressProblem(address: string): string | undefined {
  // A blank like `{tenant}` is to be filled in by its user; there is nobody to do so.
  if (/[{}<>\s]/.test(address)) return `${shown(address)} has blanks to be filled in.`;
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return `${shown(address)} is no web address.`;
  if (url.username !== '' || url.password !== '') return 'Its address holds a user or password.';
  return undefined;
}
