import type { lookup, LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, literalAddress, PrivateAddress, publicLookup } from './address-guard.ts';

/** The literal address as it stands in a URL of any spelling. */
const isPublicHost = (host: string) => isPublicAddress(literalAddress(new URL(`http://${host}/`)) ?? '');

describe('crawler/http/address-guard.test.ts', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    // Other spellings of 127.0.0.1 and 169.254.169.254
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '0xa9fea9fe',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    '[2001::1]',
    '[2002:7f00:1::]',
  ])('takes %s for private', (host) => expect(isPublicHost(host)).toBe(false));

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '168.63.129.17',
    '[2606:4700::1111]',
    '[::ffff:8.8.8.8]',
    '[64:ff9b::8.8.8.8]',
    '134744072',
  ])('takes %s for public', (host) => expect(isPublicHost(host)).toBe(true));

  it.each(['', 'localhost', '1.2.3', '::g', '127.0.0.1:80'])('takes %j for no address', (text) =>
    expect(isPublicAddress(text)).toBe(false),
  );

  it('reads scoped addresses without their zone', () => expect(isPublicAddress('fe80::1%eth0')).toBe(false));

  /** Resolves every name to these addresses. */
  const names = (...addresses: string[]) =>
    ((_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup;

  const resolved = (addresses: string[], all: boolean) =>
    new Promise((resolve) => {
      publicLookup(names(...addresses))('host.example', { all }, (error, address, family) =>
        resolve(error ?? (all ? address : [address, family])),
      );
    });

  it('leaves private addresses out of what a name resolves to', async () => {
    expect(await resolved(['10.0.0.1', '8.8.8.8', '::1'], true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await resolved(['10.0.0.1', '8.8.8.8'], false)).toEqual(['8.8.8.8', 4]);
    expect(await resolved(['10.0.0.1', '::ffff:127.0.0.1'], true)).toBeInstanceOf(PrivateAddress);
    expect(await resolved([], false)).toBeInstanceOf(PrivateAddress);
  });
});
