import { z } from 'zod';
import { dummyValue } from '../../../dummies.ts';
import { isNarrowing } from '../../narrowing.ts';

const Field = z.object({
  type: z.string().optional(),
  required: z.boolean().optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
});

/** The parts of an MCPB manifest that say what a user is asked for: https://github.com/modelcontextprotocol/mcpb */
const Manifest = z.object({
  server: z.object({ mcp_config: z.object({ env: z.record(z.string(), z.string()).optional() }) }),
  user_config: z.record(z.string(), Field).optional(),
});

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;
const VARIABLES = 50;

/** Variables that a bundle manifest's `mcp_config.env` sets, with values for the blanks that `user_config` describes. */
export function bundleVariables(text: string | undefined): Record<'required' | 'all', Record<string, string>> {
  const sets = { required: {} as Record<string, string>, all: {} as Record<string, string> };
  const manifest = parse(text);
  const fields = manifest?.user_config ?? {};
  for (const [name, template] of Object.entries(manifest?.server.mcp_config.env ?? {}).slice(0, VARIABLES)) {
    if (!NAME.test(name)) continue;
    const key = /\$\{user_config\.([A-Za-z0-9_-]{1,100})\}/.exec(template)?.[1];
    const field = key !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
    const given = typeof field?.default === 'string' && field.default !== '' ? field.default : undefined;
    const value = given ?? dummyValue({ name, format: field?.type, description: field?.description });
    if (field?.required === true) sets.required[name] = value;
    if (field?.required === true || !isNarrowing(name)) sets.all[name] = value;
  }
  return sets;
}

function parse(text: string | undefined): z.infer<typeof Manifest> | undefined {
  if (text === undefined) return undefined;
  try {
    return Manifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
