import type { PackageSpec } from '../../catalog/model/server-json.ts';
import type { ServerFinding } from '../../catalog/model/server-finding.ts';
import type { Server } from '../../catalog/store/servers.ts';
import { named } from '../classify/detections/named-list.ts';
import { packageKind } from './package-kind.ts';
import { publisherOf } from './publisher.ts';

/** A version that names one thing and no other: digits, and what semantic versions put behind them. */
const EXACT = /^v?\d+(?:\.\d+){0,3}(?:[-+.][0-9A-Za-z.+-]*)?$/;
/** An image by digest. */
const DIGEST = /@sha256:[0-9a-f]{64}$/;

const finding = (severity: ServerFinding['severity'], message: string, quote?: string): ServerFinding => ({
  rule: 'provenance',
  severity,
  message,
  evidence: quote === undefined ? [] : [{ quote }],
});

/** D14 by the record of the server alone: who publishes it, and whether what is launched is one fixed version. */
export function provenance(server: Server, packages: readonly PackageSpec[]): ServerFinding[] {
  const found = [...publisherFindings(server), ...packages.slice(0, 20).flatMap(launchFindings)];
  // One package can be named several times, for several ways to speak with it.
  return found.filter(({ message }, i) => found.findIndex((other) => other.message === message) === i);
}

/**
 * The official registry lets nobody publish under `io.github.x` who cannot log in as x; the repository that the record names
 * is not checked (docs/reference/server-json/official-registry-requirements.md of modelcontextprotocol/registry).
 */
function publisherFindings(server: Server): ServerFinding[] {
  const { namespace, repository } = publisherOf(server);
  if (namespace === undefined || repository === undefined) return [];
  const [forge] = namespace.split('/');
  // A domain says nothing about accounts; only two accounts of one forge can disagree.
  if (!namespace.includes('/') || !repository.startsWith(`${forge}/`) || namespace === repository) return [];
  return [
    finding(
      'info',
      `The name stands for the account ${named(namespace)}, the repository belongs to ${named(repository)}. The registry checks the first and not the second.`,
      server.repositoryUrl ?? undefined,
    ),
  ];
}

function launchFindings({ registryType, identifier, version, fileSha256 }: PackageSpec): ServerFinding[] {
  if (registryType === 'mcpb') {
    return fileSha256 === undefined
      ? [finding('low', `The bundle ${named(identifier)} is named without the hash of its content.`, identifier)]
      : [];
  }
  const tag = registryType === 'oci' ? tagOf(identifier) : undefined;
  if (tag !== undefined) return tag === 'latest' ? [unfixed(registryType, identifier, tag)] : [];
  if (version === undefined || version === '') {
    return [
      finding(
        'info',
        `No version of the ${packageKind(registryType)} ${named(identifier)} is named: the newest one is launched.`,
        identifier,
      ),
    ];
  }
  return EXACT.test(version) ? [] : [unfixed(registryType, identifier, version)];
}

const unfixed = (registryType: string, identifier: string, version: string): ServerFinding =>
  finding(
    'info',
    `The ${packageKind(registryType)} ${named(identifier)} is named by ${named(version)}, which is not one fixed version.`,
    version,
  );

/** The tag or digest of `host:port/name:tag`. */
function tagOf(image: string): string | undefined {
  return DIGEST.exec(image)?.[0] ?? /:([^:/]+)$/.exec(image)?.[1];
}
