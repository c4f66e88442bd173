/** Names of the definition's parts, for a reader who never saw its JSON. */
const PARTS: Record<string, string> = {
  name: 'name',
  title: 'title',
  description: 'description',
  inputSchema: 'input schema',
  outputSchema: 'output schema',
  annotations: 'annotations',
};

/** First words of a path that name a part and are no part's name: those above, and what evidence adds. */
const OWN = new Set([...Object.values(PARTS), 'definition', 'source code']);

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

/** The part of a path that is ours, its first word where we named it, and what follows it: names of theirs. */
export function ownPart(path: string): { own: string; names: string } {
  const first = path.split(' › ', 1)[0]!;
  const own = OWN.has(first) ? first : '';
  return { own, names: path.slice(own.length) };
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
