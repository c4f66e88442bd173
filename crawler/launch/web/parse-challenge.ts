/** What a `WWW-Authenticate` header asks for. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  scheme: string;
  /** By lower-case name. */
  parameters: Record<string, string>;
}

/** Longer headers are none. */
const LENGTH = 8_000;

/** Reads the first challenge of a header (RFC 9110, section 11.6.1). Quoted values hold no escapes in practice. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined || header.length > LENGTH) return undefined;
  const scheme = /^\s*([\w-]+)/.exec(header)?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  const parameters = Object.create(null) as Record<string, string>;
  for (const [, name, quoted, plain] of header.matchAll(/\b([a-z_]{1,50})="([^"]*)"|\b([a-z_]{1,50}=[^\s,"]+)/gi)) {
    if (name !== undefined) parameters[name.toLowerCase()] = quoted!;
    else {
      const at = plain!.indexOf('=');
      parameters[plain!.slice(0, at).toLowerCase()] = plain!.slice(at + 1);
    }
  }
  return { scheme, parameters };
}
