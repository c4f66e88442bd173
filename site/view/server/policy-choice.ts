/** The policies for a whole server, to choose from. */
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { explainForServer } from '../../../policy/explain.ts';
import { formatPolicy } from '../../../policy/format-policy.ts';
import { policyVariants, VARIANT_FILES, VARIANT_TABLE } from '../../../policy/variants.ts';
import { policyFileUrl } from '../../links.ts';
import { backticks } from '../text/backticks.ts';
import type { Prose } from '../text/prose.ts';
import { verdictOf } from './verdict-of.ts';

export interface VariantView {
  /** Part of its anchors: `recommended`, `read-only`, `strict`. */
  id: string;
  label: string;
  /** What it is, then what it does to this server's tools. */
  effects: Prose[];
  /** The exact text to copy; absent when it is too long for a page. */
  text?: string;
  /** The same policy as a file. */
  fileUrl: string;
}

/** Longest policy on a page in characters; a longer one is read as a file. */
const MAX_TEXT = 40_000;

/** From the most open to the strictest. */
export function policyChoice(server: string, tools: readonly ToolRecord[]): VariantView[] {
  const rated = tools.map((tool) => ({ name: tool.name, ...verdictOf(tool) }));
  const names = rated.map(({ name }) => name);
  const variants = policyVariants(rated);
  return VARIANT_TABLE.map(({ id: variant, label, says }) => {
    const text = formatPolicy(variants[variant]);
    const id = VARIANT_FILES[variant];
    return {
      id,
      label,
      effects: [backticks(says), backticks(explainForServer(variants[variant], names))],
      ...(text.length > MAX_TEXT ? {} : { text }),
      fileUrl: policyFileUrl(server, id),
    };
  });
}
