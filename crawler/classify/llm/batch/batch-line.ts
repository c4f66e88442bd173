import { z } from 'zod';
import type { ServerError } from '../server/trouble.ts';

/** A line of the file that goes to the provider (https://developers.openai.com/api/docs/guides/batch). */
export interface BatchRequestLine {
  custom_id: string;
  method: 'POST';
  url: '/v1/chat/completions';
  body: unknown;
}

/** A line of an output or error file, as far as it matters. What happened to the request has to be readable: it may be paid. */
export const BatchAnswerLine = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish().catch(null),
});
export type BatchAnswerLine = z.infer<typeof BatchAnswerLine>;

const ErrorBody = z.object({
  error: z.object({ code: z.string().nullish(), param: z.string().nullish(), message: z.string().nullish() }),
});

/** What a line says went wrong; without a status the request was never tried. */
export function errorOf({ response, error }: BatchAnswerLine): ServerError {
  const said = ErrorBody.safeParse(response?.body).data?.error;
  const code = said?.code ?? error?.code ?? undefined;
  return {
    status: response?.status_code,
    code,
    param: said?.param ?? undefined,
    message: said?.message ?? error?.message ?? code ?? 'no reason was given',
  };
}
