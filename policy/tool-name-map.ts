import { z } from 'zod';
import { jsonSchemaOf } from './json-schema-of.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The one name that no rule may be keyed by; see {@link toolNameMap}. */
export const WILDCARD = '*';

/** Marks an issue that is about a member's name, not about its value; the loader points at the name then. */
export const ABOUT_NAME = { part: 'name' } as const;

/**
 * A zod schema for a JSON object keyed by exact tool names. `z.record` cannot do it: it drops a member called
 * `__proto__`, and a server may call its tool so to lose the rule that stands in front of it. The parsed value has no
 * prototype, so that looking up `constructor` or `toString` finds a rule or nothing.
 *
 * The empty name and `*` are refused as keys (Toolgate's decision): in the older YAML format `*` meant "every tool", in
 * policy.json it would be one tool of that name, and a limit written for all tools would guard none.
 */
export function toolNameMap<T extends z.ZodType>(value: T) {
  return z
    .custom<Record<string, z.input<T>>>(isObject, { error: 'must be an object' })
    .transform((input, context) => {
      const output: Record<string, z.output<T>> = Object.create(null);
      for (const [name, entry] of Object.entries(input)) {
        const refusal = refusedName(name);
        if (refusal !== undefined) {
          context.addIssue({ code: 'custom', path: [name], message: refusal, params: ABOUT_NAME });
        }
        const parsed = value.safeParse(entry);
        if (parsed.success) output[name] = parsed.data;
        else for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: [name, ...issue.path] });
      }
      return output;
    })
    .meta({
      type: 'object',
      propertyNames: { minLength: 1, not: { const: WILDCARD } },
      additionalProperties: jsonSchemaOf(value),
    });
}

function refusedName(name: string): string | undefined {
  if (name === '') return 'is an empty tool name';
  if (name !== WILDCARD) return undefined;
  return 'is no wildcard here, it would name one tool only: use `all_tools` for limits on every tool, `default` for the rest';
}
