const SCRIPT = /<script type="application\/ld\+json">(.*?)<\/script>/gs;

/** What a page says of itself in schema.org's words, as a program reads it. @throws SyntaxError if it is no JSON */
export function structuredData(html: string): Record<string, unknown>[] {
  return Array.from(html.matchAll(SCRIPT), ([, json]) => JSON.parse(json!) as Record<string, unknown>);
}
