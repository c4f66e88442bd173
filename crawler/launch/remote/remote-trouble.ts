import type { Authorization, OutcomeCode } from '../../../catalog/model/launch.ts';
import type { WebAnswer } from '../web/web-client.ts';

/** What kept a remote server from being listened to. */
export interface RemoteTrouble {
  code: OutcomeCode;
  detail: string;
  authorization?: Authorization | undefined;
}

/** What a status other than success means; `undefined` for success. A 401 is looked at more closely elsewhere. */
export function statusTrouble({ status, url, headers }: WebAnswer): RemoteTrouble | undefined {
  if (status >= 200 && status < 300) return undefined;
  const said = `${url.host} answered with status ${status}.`;
  if (status === 401 || (status === 403 && headers['www-authenticate'] !== undefined)) {
    return { code: 'auth-required', detail: said };
  }
  if (status === 429) return { code: 'rate-limited', detail: said };
  if (status >= 500) return { code: 'http-5xx', detail: said };
  return { code: status >= 400 ? 'http-4xx' : 'initialize-failed', detail: said };
}
