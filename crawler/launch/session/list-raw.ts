import type { Limits } from '../limits.ts';
import { listTools } from './list-tools.ts';
import type { Answer } from './requester.ts';
import { cut, failed, listError, type SessionEnd } from './session-end.ts';

/**
 * Reads a list from answers that no SDK has looked at.
 *
 * @param getAnswer asks for one page; what it throws goes to the caller
 */
export async function listRaw(
  getAnswer: (cursor: string | undefined) => Promise<Answer>,
  limits: Pick<Limits, 'pages' | 'tools'>,
): Promise<SessionEnd> {
  let problem: SessionEnd | undefined;
  const list = await listTools(async (cursor) => {
    const { result, error } = await getAnswer(cursor);
    if (error !== undefined) problem = listError(cut(error.message || `error ${error.code}`, 500));
    if (result?.['resultType'] === 'input_required') {
      problem = failed('list-failed', 'It asks for input before it lists its tools.');
    }
    if (problem !== undefined) throw new Error('no page');
    return { tools: result?.['tools'], nextCursor: result?.['nextCursor'] };
  }, limits).catch((error: unknown) => {
    if (problem !== undefined) return problem;
    throw error;
  });
  if ('kind' in list) return list;
  return 'code' in list ? { kind: 'failed', ...list } : { kind: 'listed', ...list };
}
