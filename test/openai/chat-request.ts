import type { ShownTool } from './keyword-reader.ts';

/** A chat completion request as a server reads it. */
export interface ChatRequestSeen {
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema?: { strict: boolean; schema: unknown } };
    max_completion_tokens?: number;
    max_tokens?: number;
  };
  /** Header `Authorization`; empty for the lines of a batch. */
  authorization: string;
  /** The tools that it asks about, the test tool among them, in order. */
  tools: ShownTool[];
}

/**
 * Reads a request the way a strict server does.
 *
 * @returns the request, or what the server has against it
 */
export function readChatRequest(value: unknown, authorization: string): ChatRequestSeen | { problem: string } {
  const body = value as ChatRequestSeen['body'];
  if (typeof body?.model !== 'string') return { problem: 'you must provide a model parameter' };
  const [system, user] = body.messages ?? [];
  if (body.messages?.length !== 2 || system?.role !== 'system' || user?.role !== 'user') {
    return { problem: 'a system and a user message are expected' };
  }
  const { type, json_schema: format } = body.response_format ?? {};
  if (type === 'json_schema') {
    const problem = format?.strict === true ? schemaProblem(format.schema) : 'strict is expected';
    if (problem !== undefined) return { problem: `Invalid schema for response_format: ${problem}` };
  } else if (type !== 'json_object' || !/json/i.test(system.content + user.content)) {
    return { problem: "'messages' must contain the word 'json' in some form" };
  }
  const data = /^TOOLS ([0-9a-f]{32})\n([^\n]*)\nEND \1$/.exec(user.content);
  if (data === null) return { problem: 'the data does not stand between its marks' };
  const { tools } = JSON.parse(data[2]!) as { tools: ShownTool[] };
  return { body, authorization, tools };
}

/** What OpenAI asks of schemas in strict mode: every object closed, every member required, no bounds of length. */
function schemaProblem(schema: unknown, at = '#'): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const { type, properties, required, additionalProperties, items, ...rest } = schema as {
    type?: string;
    properties?: Record<string, unknown>;
    required?: string[];
    additionalProperties?: unknown;
    items?: unknown;
  };
  const unknown = Object.keys(rest).filter((key) => key !== 'enum' && key !== 'description');
  if (unknown.length > 0) return `${at}: ${unknown.join(', ')} is not permitted`;
  if (type === 'object') {
    if (additionalProperties !== false) return `${at}: additionalProperties must be false`;
    const missing = Object.keys(properties ?? {}).filter((key) => required?.includes(key) !== true);
    if (missing.length > 0) return `${at}: required must include ${missing.join(', ')}`;
  }
  const inner = Object.entries(properties ?? {}).map(([key, part]) => schemaProblem(part, `${at}/${key}`));
  return [...inner, schemaProblem(items, `${at}/items`)].find((problem) => problem !== undefined);
}
