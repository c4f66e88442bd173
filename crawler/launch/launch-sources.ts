import { Rejected } from '../../catalog/errors.ts';

/** Where packages of the kinds that have no configuration of their own on the machine come from. */
export interface LaunchSources {
  pypi: {
    /** Base address of the simple index (PEP 503 and 691), ending in a slash. */
    index: URL;
    /** Where its files lie, when that is another host. */
    files: readonly URL[];
  };
  /** Base addresses by the registry's name in image references, for registries that are at another one. */
  oci: Readonly<Record<string, URL>>;
  /** Hosts that may be asked although they are private or speak plain http; see WebClientOptions in http/web-client.ts. */
  allowPrivate: readonly string[] | 'all';
}

/** The public places. Docker's registry has another host than its name: https://docs.docker.com/reference/api/registry/latest/ */
const PUBLIC: LaunchSources = {
  pypi: { index: new URL('https://pypi.org/simple/'), files: [new URL('https://files.pythonhosted.org/')] },
  oci: { 'docker.io': new URL('https://registry-1.docker.io/') },
  allowPrivate: [],
};

/**
 * The public places, replaced by what the environment names: TOOLGATE_PYPI_INDEX (with TOOLGATE_PYPI_FILES when its files lie
 * on other hosts), TOOLGATE_OCI_MIRRORS (`docker.io=https://mirror.example`, several with commas), and
 * TOOLGATE_ALLOW_PRIVATE (hosts with commas, or `all`).
 *
 * @throws Rejected for something that is no web address
 */
export function readLaunchSources(env: NodeJS.ProcessEnv = process.env): LaunchSources {
  const index = env['TOOLGATE_PYPI_INDEX'];
  const files = listOf(env['TOOLGATE_PYPI_FILES']).map((text) => address('TOOLGATE_PYPI_FILES', text));
  const mirrors = listOf(env['TOOLGATE_OCI_MIRRORS']).map((text) => {
    const at = text.indexOf('=');
    return [text.slice(0, at), address('TOOLGATE_OCI_MIRRORS', text.slice(at + 1))] as const;
  });
  const allowed = listOf(env['TOOLGATE_ALLOW_PRIVATE']);
  const pypi = index ? { index: address('TOOLGATE_PYPI_INDEX', index), files } : PUBLIC.pypi;
  // What the operator has typed may be anywhere.
  const typed = [...(index ? [pypi.index, ...files] : []), ...mirrors.map(([, url]) => url)].map(({ host }) => host);
  return {
    pypi,
    oci: { ...PUBLIC.oci, ...Object.fromEntries(mirrors) },
    allowPrivate: allowed.includes('all') ? 'all' : [...allowed, ...typed],
  };
}

const listOf = (text: string | undefined) => (text ?? '').split(',').flatMap((part) => part.trim() || []);

function address(name: string, text: string): URL {
  const url = URL.parse(text.endsWith('/') ? text : `${text}/`);
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new Rejected(`${name} is no plain web address`, { hint: 'Set it like https://mirror.example/simple/.' });
  }
  return url;
}
