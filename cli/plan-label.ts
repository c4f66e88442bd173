/** The fields by which any way to launch names what it starts. */
const NAMES = ['identifier', 'url', 'image', 'bundle'] as const;

/**
 * What a plan starts, in a few characters: `npm notes@1.0.0`. Reads plans of any shape, of one way or of several, since a
 * catalogue may hold plans of other versions of Toolgate.
 *
 * @param plan the plan, or its JSON
 */
export function planLabel(plan: unknown): string {
  const value: unknown = typeof plan === 'string' ? JSON.parse(plan) : plan;
  if (typeof value !== 'object' || value === null) return 'unknown';
  if (Array.isArray(value)) return value.map(planLabel).join(', or ') || 'unknown';
  const way = value as Record<string, unknown>;
  const text = (key: string) => (typeof way[key] === 'string' ? way[key] : undefined);
  const name = NAMES.map(text).find((one) => one !== undefined);
  const version = text('version');
  const named = name === undefined || version === undefined ? name : `${name}@${version}`;
  return [text('kind'), named].filter((part) => part !== undefined).join(' ') || 'unknown';
}
