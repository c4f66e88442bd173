import type { FindingEvidence, ServerFinding } from '../../catalog/model/server-finding.ts';
import type { StoredDetail } from '../../catalog/store/entry-details.ts';
import type { Tool } from '../../catalog/store/tools.ts';
import { namedList } from '../classify/detections/named-list.ts';

/** Only these were listed by the server itself. */
const isLive = ({ source }: Pick<Tool, 'source'>): boolean => source.startsWith('live');

/**
 * D19: a registry's list of a server's tools against the list that the server itself gave. Names only, since that is all that
 * every registry declares. Servers that were never heard themselves have nothing to compare with.
 */
export function declaredTools(
  details: readonly StoredDetail[],
  tools: readonly Pick<Tool, 'name' | 'source'>[],
): ServerFinding[] {
  const live = new Set(tools.filter(isLive).map(({ name }) => name));
  if (live.size === 0) return [];
  return details.flatMap((detail) => {
    const declared = detail.declaredTools;
    if (declared === undefined || declared.tools.length === 0) return [];
    const names = new Set(declared.tools.map(({ name }) => name));
    const missing = [...names].filter((name) => !live.has(name));
    // A list that does not claim to be whole says nothing about what it leaves out.
    const silent = declared.complete ? [...live].filter((name) => !names.has(name)) : [];
    const evidence: FindingEvidence[] = detail.listing === undefined ? [] : [{ url: detail.listing }];
    // The key is text of the registry.
    const as = `${detail.registry} (record ${namedList([detail.nativeId])})`;
    return [
      ...(missing.length === 0
        ? []
        : [finding(`${as} declares ${tooled(missing)} that the server did not list when it was asked.`, evidence)]),
      ...(silent.length === 0
        ? []
        : [finding(`The server listed ${tooled(silent)} that ${as} does not declare.`, evidence)]),
    ];
  });
}

const finding = (message: string, evidence: FindingEvidence[]): ServerFinding => ({
  rule: 'declared-tools',
  severity: 'info',
  message,
  evidence,
});

const tooled = (names: readonly string[]): string =>
  `${names.length === 1 ? 'a tool' : `${names.length} tools`} (${namedList(names)})`;
