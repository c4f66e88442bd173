import { isPublicAddress, literalAddress } from './address-guard.ts';

/** What is known of an address before anything is looked up. */
interface AddressTrust {
  /** The operator named it, or lets all through: it may be private, and plain http. */
  trusted: boolean;
  /** Whether others must be https. */
  httpsOnly: boolean;
}

/**
 * Why an address is not asked, `undefined` when it may be. Names are checked when they are connected to (address-guard.ts).
 * The reason is the end of a sentence that begins with the host, and quotes neither password nor query.
 */
export function refusedAddress(url: URL, { trusted, httpsOnly }: AddressTrust): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `${url.protocol} is not http or https`;
  // fetch() would refuse it as well, with a message that quotes the password.
  if (url.username !== '' || url.password !== '') return `the URL of ${url.host} holds a user or password`;
  if (trusted) return undefined;
  if (httpsOnly && url.protocol !== 'https:') return `${url.host} is asked without encryption`;
  const address = literalAddress(url);
  const isOpen = address === undefined ? !/(^|\.)localhost\.?$/.test(url.hostname) : isPublicAddress(address);
  return isOpen ? undefined : `${url.host} is an address of this machine or of the network around it`;
}
