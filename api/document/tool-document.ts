import type { AttackLink } from '../../attacks/attacks-of.ts';
import type { ServerFinding } from '../../catalog/model/server-finding.ts';
import { legsOf } from '../../catalog/model/trifecta.ts';
import type { ToolRecord } from '../../catalog/store/reader.ts';
import { recommendForTool } from '../../policy/recommend.ts';
import type { ApiTool } from '../model/api-tool.ts';
import { toolJsonUrl, toolPageUrl } from '../paths.ts';
import { serverFindingDocument } from './finding-documents.ts';
import { verdictOf } from './verdict-of.ts';

/**
 * A tool as it stands in the document of its server and in the list of all tools.
 *
 * @param findings what the inspection says of it
 * @param attacks the patterns that apply to it
 */
export function toolDocument(
  serverSlug: string,
  tool: ToolRecord,
  findings: readonly ServerFinding[],
  attacks: readonly AttackLink[],
): ApiTool {
  const { name, slug, position, definition, definitionHash } = tool;
  const { title, description, inputSchema, outputSchema, annotations } = definition;
  const verdict = verdictOf(tool);
  return {
    name,
    slug,
    position,
    url: toolJsonUrl(serverSlug, name),
    pageUrl: toolPageUrl(serverSlug, slug),
    toolSource: tool.source,
    condition: tool.condition ?? undefined,
    firstSeenAt: tool.firstSeenAt,
    definitionHash,
    ...verdict,
    catalogueFindings: findings.map(serverFindingDocument),
    legs: legsOf((tool.classification?.definitionHash === definitionHash && tool.classification.facets) || []),
    attacks: attacks.map(({ pattern, byCategory }) => ({ attack: pattern.slug, byCategory })),
    policy: recommendForTool({ name, category: verdict.category }),
    // In the order in which definitions are usually read, not in the canonical one.
    definition: { name, title, description, inputSchema, outputSchema, annotations },
    history: tool.history.map(({ since, definitionHash: hash, packageVersion, diff }) => ({
      since,
      definitionHash: hash,
      packageVersion: packageVersion ?? undefined,
      changes: diff?.changes,
      moreChanges: diff === undefined || diff.more === 0 ? undefined : diff.more,
    })),
    absences: tool.absences.map(({ removedAt, returnedAt }) => ({ removedAt, returnedAt })),
    sourceReferences: tool.sourceReferences.map(({ repository, commit, path, lineStart, lineEnd, role }) => ({
      repository,
      commit,
      path,
      lineStart,
      lineEnd,
      role,
    })),
  };
}
