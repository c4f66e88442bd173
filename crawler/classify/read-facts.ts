import type { Finding } from '../../catalog/model/classification.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import type { SourceSnippet } from '../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { detectHazards, detectInSource, detectInText } from './detections/index.ts';
import { quoteHolds } from './quote.ts';
import { readDefinition } from './read-definition.ts';
import { NO_CONTEXT, type ServerContext } from './server-context.ts';
import { RULES } from './rules/index.ts';

/** What the rules read in a definition: the explanation of a verdict, and what a model's facts are added to. */
export interface ReadFacts {
  facts: Fact[];
  findings: Finding[];
  /** Why the definition could not be read whole; then no verdict may rest on it. */
  incomplete?: string;
}

/**
 * All facts and findings of the built-in rules and detections. A fact whose quotes do not hold is left out. Never throws.
 *
 * @param source code behind the tool, where it is at hand
 * @param beside what the other tools of its server say
 */
export function readFacts(
  definition: ToolDefinition,
  source: readonly SourceSnippet[] = [],
  beside: ServerContext = NO_CONTEXT,
): ReadFacts {
  const reading = readDefinition(definition, beside);
  const facts: Fact[] = [];
  const findings: Finding[] = [];
  for (const rule of Object.values(RULES)) {
    const result = rule(reading);
    facts.push(...(result.facts ?? []));
    findings.push(...(result.findings ?? []));
  }
  const inText = detectInText(reading);
  facts.push(...inText.facts);
  const holds = ({ evidence }: Fact) =>
    evidence.length > 0 && evidence.every((item) => quoteHolds(definition, item, source));
  const held = facts.filter(holds);
  const inSource = detectInSource(source, held);
  return {
    facts: [...held, ...inSource.facts.filter(holds)],
    findings: [...findings, ...inText.findings, ...detectHazards(definition, reading, held), ...inSource.findings],
    ...(reading.incomplete === undefined ? {} : { incomplete: reading.incomplete }),
  };
}
