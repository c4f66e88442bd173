import { z } from 'zod';

/**
 * The JSON Schema 2020-12 of what a zod schema accepts, without the `$schema` line. Checks that JSON Schema cannot
 * express (RE2 syntax, counters that agree) are left to the loader.
 */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
