import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';

/** An address of this machine, of the network around it, or of no host at all; strangers must not lead us there. */
export class PrivateAddress extends Error {}

/**
 * IPv4 addresses that are not globally reachable, from the registry of special addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry/), multicast, and one address of a cloud's own.
 */
const CLOSED_V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, where clouds hand out credentials.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  ['168.63.129.16', 32],
];

/** Parts of 2000::/3, outside of which no address is global (https://www.iana.org/assignments/iana-ipv6-special-registry/). */
const CLOSED_V6: readonly [string, number][] = [
  // Protocol assignments, Teredo among them.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 holds an IPv4 address of anybody's choice.
  ['2002::', 16],
  ['3fff::', 20],
];

const list = (rows: readonly [string, number][], family: 'ipv4' | 'ipv6') => {
  const block = new BlockList();
  for (const [net, prefix] of rows) block.addSubnet(net, prefix, family);
  return block;
};
const closedV4 = list(CLOSED_V4, 'ipv4');
const closedV6 = list(CLOSED_V6, 'ipv6');
const globalV6 = list([['2000::', 3]], 'ipv6');
const mapped = list([['::ffff:0:0', 96]], 'ipv6');
const translated = list([['64:ff9b::', 96]], 'ipv6');

/** Whether an IP address (without brackets) is one that anybody on the internet can reach. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !closedV4.check(address, 'ipv4');
  if (version !== 6) return false;
  const plain = address.replace(/%.*$/, '');
  if (mapped.check(plain, 'ipv6') || translated.check(plain, 'ipv6')) return isPublicAddress(embeddedV4(plain));
  return globalV6.check(plain, 'ipv6') && !closedV6.check(plain, 'ipv6');
}

/** The IPv4 address in the last 32 bits; URL writes every IPv6 address in one way, with those bits in hexadecimal. */
function embeddedV4(address: string): string {
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The host of a URL as an IP address, or `undefined` when it is a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 ? undefined : address;
}

/**
 * Resolves a name, leaving out private addresses. What it returns is what is connected to, so that a name which changes its
 * address between check and connection (DNS rebinding) gains nothing.
 */
export function publicLookup(resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const open = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = open;
      if (first === undefined) return callback(new PrivateAddress(`${hostname} has a private address`), []);
      if (options.all === true) return callback(null, open);
      return callback(null, first.address, first.family);
    });
  };
}

/** How long a connection may take to come about. */
export const CONNECT_MS = 10_000;

/** Connects to public addresses only: names are looked up by {@link publicLookup}, literal addresses are checked. */
export function guardedConnector(tls: { ca?: string } = {}): buildConnector.connector {
  const connect = buildConnector({ ...tls, timeout: CONNECT_MS, lookup: publicLookup() });
  return (options, callback) => {
    const address = options.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(address) !== 0 && !isPublicAddress(address)) {
      callback(new PrivateAddress(`${address} is a private address`), null);
    } else connect(options, callback);
  };
}
