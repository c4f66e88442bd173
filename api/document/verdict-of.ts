import type { Classification } from '../../catalog/model/classification.ts';
import type { ToolRecord } from '../../catalog/store/reader.ts';
import type { ApiTool } from '../model/api-tool.ts';
import { findingDocument } from './finding-documents.ts';

/** What is published of a verdict. */
export type Verdict = Pick<
  ApiTool,
  | 'classified'
  | 'category'
  | 'level'
  | 'facets'
  | 'rationale'
  | 'evidence'
  | 'findings'
  | 'confidence'
  | 'decidedBy'
  | 'opinions'
  | 'disputed'
> &
  Pick<Classification, 'category' | 'level'>;

const NOT_YET: Verdict = {
  classified: false,
  category: 'Unclassified',
  level: 'Unclassified',
  facets: [],
  rationale: 'This definition has not been classified yet. Until then the tool is Unclassified and its rule denies it.',
  evidence: [],
  findings: [],
  confidence: 'low',
  opinions: [],
  disputed: false,
};

/**
 * The verdict on a tool as it is defined now. Between launch and classification there is none, or only one on an earlier
 * definition; that one is not passed on, since a server could earn a mild verdict and then change the tool.
 */
export function verdictOf({ classification, definitionHash }: ToolRecord): Verdict {
  if (classification?.definitionHash !== definitionHash) return NOT_YET;
  const { category, level, facets, rationale, evidence, findings, confidence, ...judges } = classification;
  return {
    classified: true,
    category,
    level,
    facets,
    rationale,
    evidence,
    findings: findings.map(findingDocument),
    confidence,
    decidedBy: judges.decidedBy,
    opinions: judges.opinions,
    disputed: judges.disputed,
  };
}
