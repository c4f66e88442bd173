import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { rootCertificates } from 'node:tls';
import { z } from 'zod';
import { Fatal } from '../../catalog/errors.ts';
import { askNpmConfig, NPM_HINT } from './ask-npm-config.ts';

/** Where npm packages come from, as npm itself is configured on this machine. */
export interface NpmConfig {
  /** Base URL of the registry, ending in a slash. */
  registry: URL;
  /** A proxy between this machine and the registry, when npm is told to use one. */
  proxy: URL | undefined;
  /** The certificate authorities to trust, PEM. */
  certificates: string;
}

const NpmOutput = z.object({
  registry: z.string(),
  cafile: z.string().nullish(),
  'https-proxy': z.string().nullish(),
  proxy: z.string().nullish(),
});

/**
 * Asks npm for its configuration, so that mirrors, company certificates and proxies work without any setting of ours.
 * Logins are not read: a registry that asks for one is not supported.
 *
 * @throws Fatal when npm cannot be run or says something unusable
 */
export async function readNpmConfig(env: NodeJS.ProcessEnv = process.env): Promise<NpmConfig> {
  const output = NpmOutput.safeParse(await askNpmConfig(env));
  if (!output.success) throw new Fatal('`npm config list --json` gave no usable answer.', { hint: NPM_HINT });
  const { registry, cafile, proxy } = output.data;
  const url = parseRegistry(registry);
  const proxyText = url.protocol === 'https:' ? (output.data['https-proxy'] ?? proxy) : proxy;
  return {
    registry: url,
    proxy: proxyText === null || proxyText === undefined ? undefined : parseProxy(proxyText),
    certificates: await readCertificates(cafile ?? undefined, env['NODE_EXTRA_CA_CERTS']),
  };
}

/**
 * Checks a registry's base URL: https, or http (a mirror in the local network), without login, query or fragment.
 *
 * @throws Fatal when it is something else
 */
export function parseRegistry(text: string): URL {
  const url = URL.parse(text);
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new Fatal('npm is configured with a registry that is no plain http(s) address.', {
      hint: 'Check `npm config get registry`.',
    });
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function parseProxy(text: string): URL {
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'http:' || url.username !== '') {
    throw new Fatal('npm is configured with a proxy that is no plain http address.', {
      hint: 'Only proxies of the form http://host:port are supported; check `npm config get https-proxy`.',
    });
  }
  return url;
}

async function readCertificates(cafile: string | undefined, extra: string | undefined): Promise<string> {
  // As npm does: `cafile` replaces the built-in authorities, NODE_EXTRA_CA_CERTS adds to them.
  const file = cafile ?? extra;
  if (file === undefined || file === '') return rootCertificates.join('\n');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Fatal(`The file of certificate authorities that npm is configured with cannot be read: ${file}`, {
      hint: 'Check `npm config get cafile` and NODE_EXTRA_CA_CERTS.',
      cause,
    });
  }
  return cafile === undefined ? [...rootCertificates, text].join('\n') : text;
}
