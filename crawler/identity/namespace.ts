/**
 * Forges whose accounts own namespaces of server names. The official registry ties the first to the login at GitHub
 * (https://modelcontextprotocol.io/registry/authentication); both are also the domains of the accounts' own pages.
 */
const FORGES: Readonly<Record<string, string>> = { 'io.github.': 'github.com', 'io.gitlab.': 'gitlab.com' };

/** Who may publish under a name, by its namespace. */
export interface Namespace {
  /** `io.github.acme` of `io.github.Acme/notes`, lower case. */
  namespace: string;
  /** The account of a forge, as `github.com/acme`. */
  account?: string;
  /** The domain whose owner publishes under it: `example.com` of `com.example`. */
  domain: string;
}

/** Reads the namespace of a server name; every name of the form namespace/name has one. */
export function namespaceOf(name: string): Namespace {
  const namespace = name.slice(0, Math.max(name.indexOf('/'), 0)).toLowerCase();
  const domain = namespace.split('.').toReversed().join('.');
  const prefix = Object.keys(FORGES).find((each) => namespace.startsWith(each) && namespace.length > each.length);
  return {
    namespace,
    domain,
    ...(prefix === undefined ? {} : { account: `${FORGES[prefix]}/${namespace.slice(prefix.length)}` }),
  };
}

/** Whether the owner of a domain decides what is served at a host: the domain itself and everything below it. */
export function isUnder(host: string, domain: string): boolean {
  return domain.includes('.') && (host === domain || host.endsWith(`.${domain}`));
}
