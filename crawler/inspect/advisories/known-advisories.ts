import { named, namedList } from '../../classify/detections/named-list.ts';
import type { ServerFinding } from '../../../catalog/model/server-finding.ts';
import type { Store } from '../../../catalog/store/open.ts';
import type { PackageVersion } from '../../../catalog/store/package-advisories.ts';

const NAMED = 20;

/**
 * D15: what the advisory database said of a package version when it was last asked; nothing when it was never asked. An id that
 * begins with MAL- is a malicious package (https://github.com/ossf/malicious-packages).
 */
export function knownAdvisories(store: Store, wanted: PackageVersion): ServerFinding[] {
  const ids = store.packageAdvisories.of(wanted) ?? [];
  if (ids.length === 0) return [];
  const malicious = ids.some((id) => id.startsWith('MAL-'));
  return [
    {
      rule: 'known-advisory',
      severity: malicious ? 'high' : 'medium',
      message: `${malicious ? 'A malicious package' : 'Known advisories'}: ${named(wanted.package)} ${named(wanted.version)} (${wanted.ecosystem}) is named by ${namedList(ids)}.`,
      evidence: ids.slice(0, NAMED).map((id) => ({ url: `https://osv.dev/vulnerability/${encodeURIComponent(id)}` })),
    },
  ];
}
