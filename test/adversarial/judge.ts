import { parseTool } from '../../catalog/parse-tool.ts';
import { classify } from '../../crawler/classify/classify.ts';
import type { Subject } from './subject.ts';
import type { Verdict } from './verdict-order.ts';

/** A classifier configuration, as the set sees it. A tool that the edge refuses is not in the catalogue at all. */
export type Judge = (subject: Subject) => Verdict | 'refused';

/** The built-in rules, behind the edge that every definition passes. */
export const judgeByRules: Judge = ({ tool }) => {
  const parsed = parseTool(structuredClone(tool), 0);
  return 'malformed' in parsed ? 'refused' : classify(parsed.tool);
};
