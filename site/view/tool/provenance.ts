import { detectionOf } from '../../../catalog/model/detections.ts';
import type { Classification, Opinion } from '../../../catalog/model/classification.ts';
import { TOOL_SOURCE_MEANING } from '../../../catalog/model/tool-definition.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { detectionUrl, ruleUrl, serverUrl } from '../../links.ts';
import { staleList, type StaleList } from '../server/stale-list.ts';
import { firstLine } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { formatDate } from '../text/words.ts';

/** One line of the record of where a page's facts come from. */
export interface ProvenanceRow {
  label: string;
  value: Prose;
}

export interface ProvenanceView {
  rows: ProvenanceRow[];
}

/**
 * Where the facts of a tool's page come from. The date of the newest launch is left to the server's page: here it would
 * change every page of a server with every crawl.
 */
export function provenanceView(view: ServerView, tool: ToolRecord): ProvenanceView {
  const { server, lastGood } = view;
  const rows: ProvenanceRow[] = [
    { label: 'Server', value: [{ link: server.name, url: serverUrl(server.slug) }] },
    ...packageRows(tool.launchId === null ? undefined : lastGood?.report.fetched),
    ...staleRows(tool.launchId === null ? undefined : staleList(view)),
    { label: 'How it is known', value: [`This tool was ${TOOL_SOURCE_MEANING[tool.source]}.`] },
    ...(tool.condition === null ? [] : [{ label: 'Conditional', value: [firstLine(tool.condition, 500)] }]),
    { label: 'First seen', value: [formatDate(tool.firstSeenAt)] },
    { label: 'Definition', value: [{ term: tool.definitionHash }] },
    ...deciderRows(tool.classification),
  ];
  return { rows };
}

/** No date of the attempt, which would change every page of a failing server with every crawl. */
function staleRows(stale: StaleList | undefined): ProvenanceRow[] {
  if (stale === undefined) return [];
  const { listed, tried, why } = stale;
  return [{ label: 'Last good list', value: [`${listed}; ${tried} could not be listed: the server ${why}.`] }];
}

function packageRows(
  fetched: { identifier: string; version: string; integrity?: string } | undefined,
): ProvenanceRow[] {
  if (fetched === undefined) return [];
  const rows: ProvenanceRow[] = [
    { label: 'Package', value: [{ code: fetched.identifier }, ', version ', { code: fetched.version }] },
  ];
  if (fetched.integrity !== undefined) rows.push({ label: 'Integrity', value: [{ code: fetched.integrity }] });
  return rows;
}

function deciderRows(verdict: Classification | undefined): ProvenanceRow[] {
  if (verdict === undefined) return [{ label: 'Classified', value: ['not yet'] }];
  const { decidedBy } = verdict;
  const opinions = opinionRows(verdict);
  if (decidedBy.kind === 'override') {
    return [
      { label: 'Classified', value: ['by a person, ', decidedBy.reviewer, ': ', decidedBy.reason] },
      { label: 'Review', value: [{ term: decidedBy.file }] },
      ...opinions,
    ];
  }
  const rules: Prose = decidedBy.rules.flatMap((rule, i) => [
    i === 0 ? ': ' : ', ',
    // Detections state facts as well, and stand in the same list.
    { link: rule, url: detectionOf(rule) === undefined ? ruleUrl(rule) : detectionUrl(rule), own: true as const },
  ]);
  const byRules: Prose = ['by the built-in rules, version ', { term: decidedBy.version }, ...rules];
  const beside: Prose =
    decidedBy.kind === 'model'
      ? ['; and the language model ', { term: decidedBy.model }, ', ', { term: decidedBy.promptVersion }]
      : [];
  return [{ label: 'Classified', value: [...byRules, ...beside] }, ...opinions];
}

const JUDGES: Record<Opinion['by'], string> = {
  rules: 'the built-in rules',
  model: 'the language model',
  'model-without-text': 'the same model without the author’s text',
  hints: 'the author’s hints',
  'declared-category': 'the author’s own category',
  'declared-level': 'the author’s own risk level',
};

/** What everybody said, where that was more than one and they did not agree. */
function opinionRows({ opinions, disputed, decidedBy }: Classification): ProvenanceRow[] {
  const agreed = new Set(opinions.map(({ says }) => says)).size < 2;
  if (!disputed && (decidedBy.kind !== 'override' || agreed)) return [];
  const said = opinions.map(({ by, says }) => `${JUDGES[by]}: ${says}`).join('; ');
  return [{ label: disputed ? 'Disputed' : 'Opinions', value: [said] }];
}
