/** Deeper nesting than this is an attack on recursive readers, not a schema (real ones stay below 30). */
const MAX_DEPTH = 100;

/**
 * Makes a freshly parsed JSON value safe for everything behind the edge, in place: lone surrogates in strings and member
 * names become U+FFFD (RFC 8785 and SQLite cannot hold them), member names that would collide by that are merged.
 * Iterative, so that nesting cannot exhaust the stack.
 *
 * @returns the reason to refuse the value, or `undefined` when it is fine.
 */
export function cleanJson(value: unknown): string | undefined {
  const pending: { node: Record<string, unknown> | unknown[]; depth: number }[] = [];
  const enter = (child: unknown, depth: number) => {
    if (typeof child === 'object' && child !== null) {
      pending.push({ node: child as Record<string, unknown> | unknown[], depth });
    }
  };
  enter(value, 1);
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const { node, depth } = item;
    if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
    if (Array.isArray(node)) {
      for (let i = 0; i < node.length; i++) {
        const child: unknown = node[i];
        if (typeof child === 'string') node[i] = child.toWellFormed();
        else enter(child, depth + 1);
      }
      continue;
    }
    for (const key of Object.keys(node)) {
      const child = node[key];
      const cleanKey = key.toWellFormed();
      const cleanChild = typeof child === 'string' ? child.toWellFormed() : child;
      if (cleanKey !== key) delete node[key];
      if (cleanKey !== key || cleanChild !== child) {
        // defineProperty, because assignment to a member called __proto__ would change the prototype.
        Object.defineProperty(node, cleanKey, {
          value: cleanChild,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      enter(cleanChild, depth + 1);
    }
  }
  return undefined;
}
