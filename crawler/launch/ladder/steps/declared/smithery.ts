import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { dummyValue } from '../../../dummies.ts';
import { isNarrowing } from '../../narrowing.ts';

const Property = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum: z.array(z.unknown()).optional(),
});

/** `configSchema` stands below `startCommand` in files of 2025; later ones have it in code. */
const Smithery = z.object({
  startCommand: z.object({
    configSchema: z.object({
      required: z.array(z.string()).optional().catch(undefined),
      properties: z.record(z.string(), Property.catch({})).optional(),
    }),
  }),
});

const PROPERTIES = 50;

/**
 * Variables that a smithery.yaml's `configSchema` suggests. Its `commandFunction`, which maps them to variables, is code
 * and is never run: `githubToken` is taken to mean GITHUB_TOKEN, as authors nearly always have it.
 */
export function smitheryVariables(text: string | undefined): Record<'required' | 'all', Record<string, string>> {
  const sets = { required: {} as Record<string, string>, all: {} as Record<string, string> };
  const schema = parse(text)?.startCommand.configSchema;
  for (const [key, property] of Object.entries(schema?.properties ?? {}).slice(0, PROPERTIES)) {
    const name = variableName(key);
    if (name === undefined) continue;
    const choice = property.enum?.find((value) => typeof value === 'string');
    const given = property.default === undefined || property.default === '' ? choice : `${property.default}`;
    const value = given ?? dummyValue({ name, format: property.type, description: property.description });
    const required = schema?.required?.includes(key) === true;
    if (required) sets.required[name] = value;
    if (required || !isNarrowing(name)) sets.all[name] = value;
  }
  return sets;
}

function variableName(key: string): string | undefined {
  const name = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
  return /^[A-Z_][A-Z0-9_]{0,99}$/.test(name) ? name : undefined;
}

function parse(text: string | undefined): z.infer<typeof Smithery> | undefined {
  if (text === undefined) return undefined;
  try {
    // Few aliases are enough for honest files; more of them can make a small file enormous.
    return Smithery.safeParse(parseYaml(text, { maxAliasCount: 20, logLevel: 'silent' })).data;
  } catch {
    return undefined;
  }
}
