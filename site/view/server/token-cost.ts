/** What the tool list of a server takes of a model's context, estimated. */
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';
import { shortName } from '../text/cut-text.ts';
import { formatNumber } from '../text/words.ts';

export interface TokenCost {
  /** `1,240`. */
  tokens: string;
  /** Tools whose input schema is not known, though a server has to list one: then the list costs more. */
  withoutSchema: number;
  /** `0.6 %`. */
  shareOfWindow: string;
  window: string;
  /** The tools that take most, with their share of the whole list; `percent` is the same, for a drawing. */
  heaviest: { name: string; url: string; tokens: string; share: string; percent: number }[];
}

/**
 * Bytes of a definition's JSON per token. Measured against the encoding o200k_base on the tools of real servers: half of the
 * servers are estimated within 6 % of the count, nine of ten within 15 % (`node bench/token-estimate.ts`).
 */
export const BYTES_PER_TOKEN = 4.4;

/** Tokens of a context window that the cost is compared with. */
const WINDOW = 200_000;
const MOST_TOOLS = 5;

const encoder = new TextEncoder();

/** What a client sends to a model for a tool: name, description and input schema; the rest stays with the client. */
export function sentText({ name, description, inputSchema }: ToolDefinition): string {
  return JSON.stringify({ name, description, input_schema: inputSchema });
}

/** The same in bytes. */
export const sentBytes = (definition: ToolDefinition): number => encoder.encode(sentText(definition)).length;

/** The estimate for a whole list; `undefined` for an empty one. */
export function tokenCost(server: string, tools: readonly ToolRecord[]): TokenCost | undefined {
  if (tools.length === 0) return undefined;
  const sizes = tools.map((tool) => ({ tool, tokens: sentBytes(tool.definition) / BYTES_PER_TOKEN }));
  const total = sizes.reduce((sum, { tokens }) => sum + tokens, 0);
  const heaviest = sizes
    .toSorted((a, b) => b.tokens - a.tokens || (a.tool.name < b.tool.name ? -1 : 1))
    .slice(0, MOST_TOOLS);
  return {
    tokens: formatNumber(rounded(total)),
    withoutSchema: tools.filter(({ definition }) => definition.inputSchema === undefined).length,
    shareOfWindow: percentOf(total, WINDOW),
    window: formatNumber(WINDOW),
    heaviest: heaviest.map(({ tool, tokens }) => ({
      name: shortName(tool.name, 120),
      url: toolUrl(server, tool.slug),
      tokens: formatNumber(rounded(tokens)),
      share: percentOf(tokens, total),
      percent: Math.round((tokens / total) * 1000) / 10,
    })),
  };
}

/** Two significant digits: the estimate has no more. */
function rounded(tokens: number): number {
  return Math.max(1, Number(tokens.toPrecision(2)));
}

function percentOf(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  if (percent < 0.1) return '< 0.1 %';
  return `${percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent)} %`;
}
