/** The form of a name in server.json, which is what `mcpName` must be to mean anything. */
const NAME = /^[a-zA-Z0-9.-]{1,200}\/[a-zA-Z0-9._-]{1,200}$/;

/** READMEs are searched so far; what stands behind it does not count. */
const README_LENGTH = 500_000;

/** The server name that a package.json says it belongs to, if it says one. */
export function mcpNameOfManifest(manifest: unknown): string | undefined {
  const name =
    typeof manifest === 'object' && manifest !== null && 'mcpName' in manifest ? manifest.mcpName : undefined;
  return typeof name === 'string' && NAME.test(name.trim()) ? name.trim() : undefined;
}

/**
 * The server names that a README says it belongs to: each `mcp-name: <name>`, visible or in a comment
 * (https://modelcontextprotocol.io/registry/package-types). A package of several servers names several.
 */
export function mcpNamesOfReadme(readme: string): string[] {
  const found = readme
    .slice(0, README_LENGTH)
    .matchAll(/mcp-name:[ \t]*([a-zA-Z0-9.-]{1,200}\/[a-zA-Z0-9._-]{1,200})/g);
  // A full stop behind the name ends the sentence.
  return [...new Set(Array.from(found, ([, name]) => name!.replace(/\.+$/, '')))].slice(0, 20);
}
