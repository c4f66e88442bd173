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
export function parseChallenge(header: string | null): Challenge | undefined {
  if (header === null || header.length > LENGTH) return undefined;
  const scheme = /^\s*([\w-]+)/.exec(header)?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  const parameters = Object.create(null) as Record<string, string>;
  for (const [, name, quoted, plain] of header.matchAll(/\b([a-z_]{1,50})="([^"]*)"|\b([a-z_]{1,50}=[^\s,"]+)/gi)) {
    const at = plain?.indexOf('=') ?? 0;
    // The first of a name: several headers come as one, with the parameters of all challenges.
    parameters[(name ?? plain!.slice(0, at)).toLowerCase()] ??= quoted ?? plain!.slice(at + 1);
  }
  return { scheme, parameters };
}
