import type { OutcomeCode } from '../../catalog/model/launch.ts';
import { PrivateAddress } from './address-guard.ts';
import { errorCauses, errorCodes } from './error-causes.ts';

/** No answer: an expected ending, so a value. */
export interface WebFailure {
  code: Extract<
    OutcomeCode,
    'address-refused' | 'redirected' | 'dns-failed' | 'tls-failed' | 'unreachable' | 'rate-limited'
  >;
  detail: string;
}

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'ESERVFAIL']);
/** What Node.js and OpenSSL call a certificate that cannot be trusted (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const TLS =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO|INVALID_CA|PATH_LENGTH|CRL_)/;

/** Why no answer came, from the error of the connection. Details name our own words and codes, not the other side's text. */
export function webFailure(error: unknown, { host }: URL): WebFailure {
  const codes = errorCodes(error);
  const code = codes.find((one) => DNS.has(one) || TLS.test(one)) ?? codes[0] ?? 'no reason given';
  if (errorCauses(error).some((one) => one instanceof PrivateAddress))
    return { code: 'address-refused', detail: `${host} leads to no public address.` };
  if (DNS.has(code)) return { code: 'dns-failed', detail: `The name ${host} cannot be resolved (${code}).` };
  if (TLS.test(code))
    return { code: 'tls-failed', detail: `The certificate or encryption of ${host} is refused (${code}).` };
  return { code: 'unreachable', detail: `No answer from ${host} (${code}).` };
}
