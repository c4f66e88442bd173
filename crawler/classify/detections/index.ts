import type { Finding } from '../../../catalog/model/classification.ts';
import type { Fact } from '../../../catalog/model/fact.ts';
import type { SourceSnippet } from '../../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import type { Reading } from '../reading.ts';
import { argumentRole } from './argument-role/detection.ts';
import { controlCharacters } from './control-characters/detection.ts';
import type { Detected, HazardDetection, TextDetection } from './detection.ts';
import { dispatcher } from './dispatcher/detection.ts';
import { encodedPayload } from './encoded-payload/detection.ts';
import { hiddenCharacters } from './hidden-characters/detection.ts';
import { modelDirective } from './model-directive/detection.ts';
import { pseudoMarkup } from './pseudo-markup/detection.ts';
import { secretExposure } from './secret-exposure/detection.ts';
import { sinkFacts, sourceSink } from './source-sink/detection.ts';
import { findSinks } from './source-sink/find-sinks.ts';
import { spareParameter } from './spare-parameter/detection.ts';
import { undeclaredEffect } from './undeclared-effect/detection.ts';
import { verdictSteering } from './verdict-steering/detection.ts';

/** Detections over the text of a definition, by the name of their folder, in the order of their numbers. */
export const TEXT_DETECTIONS: Readonly<Record<string, TextDetection>> = {
  'hidden-characters': hiddenCharacters,
  'control-characters': controlCharacters,
  'pseudo-markup': pseudoMarkup,
  'encoded-payload': encodedPayload,
  'model-directive': modelDirective,
  'verdict-steering': verdictSteering,
};

/** Detections over what the rules have read. */
export const HAZARD_DETECTIONS: Readonly<Record<string, HazardDetection>> = {
  'argument-role': argumentRole,
  'secret-exposure': secretExposure,
  'spare-parameter': spareParameter,
  dispatcher,
};

/** D1 to D6 over every string of a definition. */
export function detectInText(reading: Reading): Detected {
  const found = Object.values(TEXT_DETECTIONS).map((detection) => detection(reading));
  return { findings: found.flatMap(({ findings }) => findings), facts: found.flatMap(({ facts }) => facts) };
}

/** D10 to D13 over the facts that the rules have stated. */
export function detectHazards(definition: ToolDefinition, reading: Reading, facts: readonly Fact[]): Finding[] {
  const factsAt = new Map<string, Fact[]>();
  for (const fact of facts) {
    for (const { field } of fact.evidence) {
      const known = factsAt.get(field);
      if (known === undefined) factsAt.set(field, [fact]);
      else known.push(fact);
    }
  }
  const judged = { definition, reading, facts, factsAt };
  return Object.values(HAZARD_DETECTIONS).flatMap((detection) => detection(judged));
}

/**
 * D16 and D17 over the code behind a tool.
 *
 * @param facts what the definition says
 */
export function detectInSource(source: readonly SourceSnippet[], facts: readonly Fact[]): Detected {
  if (source.length === 0) return { findings: [], facts: [] };
  const sinks = findSinks(source);
  const undeclared = undeclaredEffect(sinks, facts);
  // What is reported as undeclared need not be reported as a capability as well.
  const reported = new Set(undeclared.map(({ capability }) => capability));
  const others = sourceSink(sinks.filter(({ sink }) => !reported.has(sink.capability)));
  return { findings: [...undeclared.map(({ finding }) => finding), ...others], facts: sinkFacts(sinks) };
}
