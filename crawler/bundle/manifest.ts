/**
 * The manifest of an MCPB bundle, only the fields that Toolgate uses, read leniently:
 * https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md (0.3, and `uv` of 0.4)
 */
import { z } from 'zod';
import { cleanJson } from '../../catalog/json-hygiene.ts';
import type { DeclaredTools } from '../../catalog/model/declared-tools.ts';
import { firstIssue, looseArray } from '../../catalog/model/loose-array.ts';
import { parseDeclaredTools } from '../../catalog/parse-declared-tools.ts';

const text = (max: number) => z.string().max(max);
const optional = (max: number) => text(max).optional().catch(undefined);

/** An object whose bad members are left out one by one. */
const looseRecord = <T extends z.ZodType>(value: T, max: number) =>
  z.record(z.string().max(200), z.unknown()).transform((members) => {
    const kept: Record<string, z.output<T>> = Object.create(null);
    for (const [key, member] of Object.entries(members).slice(0, max)) {
      const parsed = value.safeParse(member);
      if (parsed.success) kept[key] = parsed.data;
    }
    return kept;
  });

const Environment = looseRecord(z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(text(5000)), 200);

/** How a client would start it. `${__dirname}`, `${HOME}`, `${user_config.key}` and some others are left for the launcher to fill. */
const McpConfig = z.object({
  command: text(1000),
  args: looseArray(text(5000), 200).optional().catch(undefined),
  env: Environment.optional().catch(undefined),
});

const Server = z.object({
  type: z.enum(['node', 'python', 'binary', 'uv']),
  entry_point: optional(1000),
  mcp_config: McpConfig.extend({
    platform_overrides: looseRecord(McpConfig.partial(), 10).optional().catch(undefined),
  })
    .optional()
    .catch(undefined),
});

/** One value that the user is asked for. */
const UserConfig = z.object({
  type: z.enum(['string', 'number', 'boolean', 'directory', 'file']).catch('string'),
  title: optional(500),
  description: optional(5000),
  required: z.boolean().default(false).catch(false),
  sensitive: z.boolean().default(false).catch(false),
  multiple: z.boolean().default(false).catch(false),
  default: z
    .union([text(5000), z.number(), z.boolean(), z.array(text(5000)).max(100)])
    .optional()
    .catch(undefined),
});

const WebUrl = z
  .string()
  .max(2000)
  .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url));

const BundleManifestSchema = z.object({
  name: text(200).min(1),
  display_name: optional(200),
  version: text(255).min(1),
  description: z.string().max(5000).catch(''),
  /** npm's two forms: an object, or the address alone. */
  repository: z
    .union([z.object({ url: WebUrl }).transform(({ url }) => url), WebUrl])
    .optional()
    .catch(undefined),
  homepage: WebUrl.optional().catch(undefined),
  server: Server,
  user_config: looseRecord(UserConfig, 200).optional().catch(undefined),
  /** True when the server makes more tools at run time than it declares. */
  tools_generated: z.boolean().default(false).catch(false),
  compatibility: z
    .object({
      platforms: looseArray(text(50), 20).optional().catch(undefined),
      runtimes: looseRecord(text(100), 10).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type BundleManifest = z.infer<typeof BundleManifestSchema>;

/**
 * Reads the text of a `manifest.json`.
 *
 * @returns manifest and declared tools (`undefined` when it declares none), or why it is none
 */
export function readManifest(
  json: string,
): { manifest: BundleManifest; declaredTools: DeclaredTools | undefined } | { reason: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return { reason: 'is no JSON' };
  }
  const unclean = cleanJson(raw);
  if (unclean !== undefined) return { reason: unclean };
  const parsed = BundleManifestSchema.safeParse(raw);
  if (!parsed.success) return { reason: firstIssue(parsed.error) };
  const complete = !parsed.data.tools_generated;
  return { manifest: parsed.data, declaredTools: parseDeclaredTools(listedTools(raw), complete) };
}

/** `tools` holds names and descriptions; the answer that Windows gives in the server's place holds schemas as well. */
function listedTools(raw: unknown): unknown {
  const { tools, _meta } = raw as { tools?: unknown; _meta?: unknown };
  const answer = at(at(at(at(_meta, 'com.microsoft.windows'), 'static_responses'), 'tools/list'), 'tools');
  return Array.isArray(answer) && answer.length > 0 ? answer : tools;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
