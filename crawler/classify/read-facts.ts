import type { Finding } from '../../catalog/model/classification.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { quoteHolds } from './quote.ts';
import { readDefinition } from './read-definition.ts';
import { RULES } from './rules/index.ts';

/** What the rules read in a definition: the explanation of a verdict, and what a model's facts are added to. */
export interface ReadFacts {
  facts: Fact[];
  findings: Finding[];
  /** Why the definition could not be read whole; then no verdict may rest on it. */
  incomplete?: string;
}

/** All facts and findings of the built-in rules. A fact whose quotes do not hold is left out. Never throws. */
export function readFacts(definition: ToolDefinition): ReadFacts {
  const reading = readDefinition(definition);
  const facts: Fact[] = [];
  const findings: Finding[] = [];
  for (const rule of Object.values(RULES)) {
    const result = rule(reading);
    facts.push(...(result.facts ?? []));
    findings.push(...(result.findings ?? []));
  }
  const held = (fact: Fact) => fact.evidence.length > 0 && fact.evidence.every((item) => quoteHolds(definition, item));
  return {
    facts: facts.filter(held),
    findings,
    ...(reading.incomplete === undefined ? {} : { incomplete: reading.incomplete }),
  };
}
