import type { BundleProblem } from '../../bundle/bundle-problem.ts';
import type { BundleManifest } from '../../bundle/manifest.ts';
import type { Bundle } from '../../bundle/read-bundle.ts';
import { readListed } from '../listed-record.ts';
import { ownName } from '../own-name.ts';
import type { ReadRecord } from '../read-record.ts';

export interface BundleOrigin {
  nativeId: string;
  /** Absent for a file, which nobody else could fetch. */
  url?: URL | undefined;
  bundle: Bundle | BundleProblem;
}

/** The record of a bundle, or the refusal of one that cannot be read. */
export function readBundleRecord({ nativeId, url, bundle }: BundleOrigin): ReadRecord {
  if ('problem' in bundle) return { refused: [{ label: nativeId.slice(0, 200), nativeId, reason: bundle.detail }] };
  const { manifest, declaredTools, sha256 } = bundle;
  const { name, display_name: title, description, version, repository, homepage } = manifest;
  return readListed({
    nativeId,
    declaredTools,
    ...(url?.search === '' ? { listing: url.href } : {}),
    server: {
      name: ownName('mcpb', undefined, name),
      title,
      description,
      version,
      websiteUrl: homepage,
      repository: repository === undefined ? undefined : { url: repository },
      packages:
        url === undefined
          ? []
          : [
              {
                registryType: 'mcpb',
                identifier: url.href,
                version,
                fileSha256: sha256,
                transport: { type: 'stdio' },
                environmentVariables: variablesOf(manifest),
              },
            ],
    },
  });
}

/** What a client asks its user for, where it ends up in a variable of the environment. */
function variablesOf({ server, user_config: asked = {} }: BundleManifest) {
  return Object.entries(server.mcp_config?.env ?? {}).map(([name, value]) => {
    const key = /^\$\{user_config\.([^}]{1,200})\}$/.exec(value)?.[1];
    const config = key === undefined ? undefined : asked[key];
    if (config === undefined) return value.includes('${') ? { name } : { name, value };
    const { description, required, sensitive, default: preset } = config;
    return {
      name,
      ...(description === undefined ? {} : { description }),
      isRequired: required,
      isSecret: sensitive,
      ...(preset === undefined || Array.isArray(preset) ? {} : { default: preset }),
    };
  });
}
