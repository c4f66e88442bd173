import type { OutcomeCode } from '../../../catalog/model/launch.ts';
import type { WebAnswer } from '../../http/web-answer.ts';

/** What kept a remote server from being listened to. */
export interface RemoteTrouble {
  code: OutcomeCode;
  detail: string;
  /** The `WWW-Authenticate` header of a refusal. */
  challenge?: string | null;
}

/** What a status other than success means; `undefined` for success. */
export function statusTrouble({ status, url, headers }: WebAnswer): RemoteTrouble | undefined {
  if (status >= 200 && status < 300) return undefined;
  const said = `${url.host} answered with status ${status}.`;
  const challenge = headers.get('www-authenticate');
  if (status === 401 || (status === 403 && challenge !== null)) {
    return { code: 'auth-required', detail: said, challenge };
  }
  if (status === 429) return { code: 'rate-limited', detail: said };
  if (status >= 500) return { code: 'http-5xx', detail: said };
  return { code: status >= 400 ? 'http-4xx' : 'initialize-failed', detail: said };
}
