/** Names of the definition's parts, for a reader who never saw its JSON. */
const PARTS: Record<string, string> = {
  name: 'name',
  title: 'title',
  description: 'description',
  inputSchema: 'input schema',
  outputSchema: 'output schema',
  annotations: 'annotations',
};

/** Words of JSON Schema that say where something stands, not what it is called. */
const CONTAINERS = new Set(['properties', '$defs', 'definitions', 'patternProperties']);

/** The members of a JSON Pointer (RFC 6901), unescaped. */
export function pointerParts(pointer: string): string[] {
  if (!pointer.startsWith('/')) return pointer === '' ? [] : [pointer];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `/inputSchema/properties/path/description` as `input schema › path › description`. */
export function fieldPath(pointer: string): string {
  const [root, ...rest] = pointerParts(pointer);
  if (root === undefined) return 'definition';
  // A property may itself be called "properties": only every other member of a schema is a container.
  const names = rest.filter(
    (part, i) => !(CONTAINERS.has(part) && i < rest.length - 1 && !CONTAINERS.has(rest[i - 1] ?? '')),
  );
  return [PARTS[root] ?? root, ...names].join(' › ');
}
