import type { Finding } from '../../catalog/model/classification.ts';
import { detectionOf } from '../../catalog/model/detections.ts';
import type { ServerFinding } from '../../catalog/model/server-finding.ts';
import type { ApiTool } from '../model/api-tool.ts';

type ApiFinding = ApiTool['findings'][number];
type ApiServerFinding = ApiTool['catalogueFindings'][number];

/** A finding with the number and the kind of its detection. */
export const findingDocument = (finding: Finding): ApiFinding => ({ ...namesOf(finding.rule), ...finding });

/** The same of the inspection. */
export const serverFindingDocument = (finding: ServerFinding): ApiServerFinding => ({
  ...namesOf(finding.rule),
  ...finding,
});

/** What a language model saw has no detection; it is a text that tries something. */
function namesOf(rule: string): { detection?: string; kind: string } {
  const row = detectionOf(rule);
  return row === undefined ? { kind: 'hostile' } : { detection: row.id, kind: row.kind };
}
