import { describe, expect, test } from 'vitest';
import { egressAllowed } from './egress-rules.ts';

const https = new URL('https://registry.invalid/');
const http = new URL('http://127.0.0.1:4873/npm/');

describe('a registry over https: one tunnel', () => {
  test('to its host and port', () => {
    expect(egressAllowed({ method: 'CONNECT', target: 'registry.invalid:443' }, https)).toBe(true);
    expect(egressAllowed({ method: 'CONNECT', target: 'REGISTRY.invalid:443' }, https)).toBe(true);
    const ipv6 = new URL('https://[::1]:8443/');
    expect(egressAllowed({ method: 'CONNECT', target: '[::1]:8443' }, ipv6)).toBe(true);
  });
  test.each([
    'registry.invalid:80',
    'registry.invalid:22',
    'registry.invalid',
    'registry.invalid.:443',
    'evil-registry.invalid:443',
    'registry.invalid.evil.invalid:443',
    'registry.invalid@evil.invalid:443',
    'evil.invalid:443#registry.invalid:443',
    '169.254.169.254:80',
    'localhost:443',
    '',
  ])('not to %s', (target) => expect(egressAllowed({ method: 'CONNECT', target }, https)).toBe(false));
  test('no plain request', () => {
    expect(egressAllowed({ method: 'GET', target: 'https://registry.invalid/x' }, https)).toBe(false);
    expect(egressAllowed({ method: 'GET', target: 'http://registry.invalid/x' }, https)).toBe(false);
  });
});

describe('a registry over http: reading requests', () => {
  test('to its origin', () => {
    expect(egressAllowed({ method: 'GET', target: 'http://127.0.0.1:4873/npm/x' }, http)).toBe(true);
    expect(egressAllowed({ method: 'HEAD', target: 'http://127.0.0.1:4873/npm/x' }, http)).toBe(true);
  });
  test.each([
    ['GET', 'http://127.0.0.1/x'],
    ['GET', 'http://127.0.0.1:4874/x'],
    ['GET', 'https://127.0.0.1:4873/x'],
    ['GET', 'http://localhost:4873/x'],
    ['GET', 'http://user@127.0.0.1:4873/x'],
    ['GET', 'http://127.0.0.1:4873@evil.invalid/x'],
    ['GET', '/x'],
    ['PUT', 'http://127.0.0.1:4873/x'],
    ['POST', 'http://127.0.0.1:4873/x'],
    ['DELETE', 'http://127.0.0.1:4873/x'],
    ['CONNECT', '127.0.0.1:4873'],
    [undefined, undefined],
  ])('not %s %s', (method, target) => expect(egressAllowed({ method, target }, http)).toBe(false));
});
