/** Longer values are broken over lines. */
const WIDTH = 120;

/**
 * JSON for a file that is read by people and compared line by line: what fits stands on one line, everything else is broken
 * into one line per member.
 *
 * @param value a JSON value; members come in its own order
 */
export function prettyJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (indent.length + flat.length <= WIDTH || typeof value !== 'object' || value === null) return flat;
  const deeper = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((item) => `${deeper}${prettyJson(item, deeper)}`)
    : Object.entries(value).map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${prettyJson(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
