import { expect, test } from 'vitest';
import { readLaunchSources } from './launch-sources.ts';

test('without settings the public places are asked, and nothing private', () => {
  const sources = readLaunchSources({});
  expect(sources.pypi.index.href).toBe('https://pypi.org/simple/');
  expect(sources.oci['docker.io']?.host).toBe('registry-1.docker.io');
  expect(sources.allowPrivate).toEqual([]);
});

test('what the operator names is asked in their place, also in a private network', () => {
  const sources = readLaunchSources({
    TOOLGATE_PYPI_INDEX: 'http://10.0.0.1:8080/simple',
    TOOLGATE_PYPI_FILES: 'http://10.0.0.1:8081',
    TOOLGATE_OCI_MIRRORS: 'docker.io=https://mirror.example/, ghcr.io=http://10.0.0.2:5000',
    TOOLGATE_ALLOW_PRIVATE: 'intranet:3000',
  });
  expect(sources.pypi.index.href).toBe('http://10.0.0.1:8080/simple/');
  expect(Object.entries(sources.oci).map(([name, { href }]) => `${name} ${href}`)).toEqual([
    'docker.io https://mirror.example/',
    'ghcr.io http://10.0.0.2:5000/',
  ]);
  expect(sources.allowPrivate).toEqual([
    'intranet:3000',
    '10.0.0.1:8080',
    '10.0.0.1:8081',
    'mirror.example',
    '10.0.0.2:5000',
  ]);
  expect(readLaunchSources({ TOOLGATE_ALLOW_PRIVATE: 'x, all' }).allowPrivate).toBe('all');
});

test.each([
  'not an address',
  'ftp://mirror.example',
  'https://user:secret@mirror.example',
  'https://mirror.example/?a=b',
])('%j is refused, without repeating it', (text) => {
  expect(() => readLaunchSources({ TOOLGATE_PYPI_INDEX: text })).toThrow(
    /^TOOLGATE_PYPI_INDEX is no plain web address$/,
  );
  expect(() => readLaunchSources({ TOOLGATE_OCI_MIRRORS: `docker.io=${text}` })).toThrow(/no plain web address/);
});
