import { z } from 'zod';
import type { RawAnswer } from './check-answer.ts';

/** Tokens as a server reports them. */
export interface Usage {
  input: number;
  /** Of the input: read from a cache, and written to one. */
  cached: number;
  cacheWrite: number;
  output: number;
}

/** A chat completion as far as it matters. */
export interface Completion extends RawAnswer {
  /** `undefined` when the server reports nothing that makes sense. */
  usage: Usage | undefined;
  /** The model that the server says it used. */
  answeredBy: string | null;
}

const tokens = z.int().min(0).max(1e9);
const UsageObject = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  prompt_tokens_details: z
    .object({ cached_tokens: tokens.nullish().catch(0), cache_write_tokens: tokens.nullish().catch(0) })
    .nullish()
    .catch(undefined),
});
const CompletionObject = z.object({
  model: z.string().nullish().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(null),
        message: z.object({
          content: z.string().nullish().catch(null),
          refusal: z.string().nullish().catch(null),
        }),
      }),
    )
    .min(1),
  usage: UsageObject.nullish().catch(undefined),
});

/** Reads a chat completion as any server sends it; `undefined` for what is none. */
export function readCompletion(value: unknown): Completion | undefined {
  const parsed = CompletionObject.safeParse(value);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || choice === undefined) return undefined;
  const { model, usage } = parsed.data;
  return {
    content: choice.message.content ?? null,
    refusal: choice.message.refusal ?? null,
    finish: choice.finish_reason ?? null,
    answeredBy: model?.slice(0, 200) ?? null,
    usage: usage ? usageOf(usage) : undefined,
  };
}

function usageOf({ prompt_tokens, completion_tokens, prompt_tokens_details }: z.infer<typeof UsageObject>): Usage {
  const cached = Math.min(prompt_tokens_details?.cached_tokens ?? 0, prompt_tokens);
  const cacheWrite = Math.min(prompt_tokens_details?.cache_write_tokens ?? 0, prompt_tokens - cached);
  return { input: prompt_tokens, cached, cacheWrite, output: completion_tokens };
}
