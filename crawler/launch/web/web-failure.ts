import { PrivateAddress } from '../../http/address-guard.ts';
import type { WebFailure } from './web-client.ts';

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'ESERVFAIL']);
/** What Node.js and OpenSSL call a certificate that cannot be trusted (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const TLS =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO|INVALID_CA|PATH_LENGTH|CRL_)/;

/** Why no answer came, from the error of the connection. Details name our own words and codes, not the other side's text. */
export function webFailure(error: unknown, { host }: URL): WebFailure {
  const all = errorsIn(error);
  const codes = all.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
  const code = codes.find((one) => DNS.has(one) || TLS.test(one)) ?? codes[0] ?? 'no reason given';
  if (all.some((one) => one instanceof PrivateAddress))
    return { code: 'address-refused', detail: `${host} leads to no public address.` };
  if (DNS.has(code)) return { code: 'dns-failed', detail: `The name ${host} cannot be resolved (${code}).` };
  if (TLS.test(code))
    return { code: 'tls-failed', detail: `The certificate or encryption of ${host} is refused (${code}).` };
  return { code: 'unreachable', detail: `No answer from ${host} (${code}).` };
}

/** Of the error and what caused it; several addresses fail as several errors in one. */
function errorsIn(error: unknown, depth = 0): { code?: unknown }[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? (errors as unknown[]).slice(0, 10) : [])];
  return [error, ...inner.flatMap((one) => errorsIn(one, depth + 1))];
}
