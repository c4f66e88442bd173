import type { Evidence, Finding } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import type { FoundSink } from './find-sinks.ts';

/** The place of a sink as evidence. */
export function evidenceOf({ index, quote, path, line }: FoundSink): Evidence {
  return { field: `/source/${index}/text`, quote, source: { path, line } };
}

/** D16: what the code reaches, one finding per capability, with its first call. */
export function sourceSink(sinks: readonly FoundSink[]): Finding[] {
  const first = new Map(sinks.toReversed().map((found) => [found.sink.capability, found]));
  return [...first].toReversed().map(([capability, found]) => ({
    rule: 'source-sink',
    severity: 'info',
    message: `The code behind the tool ${capability}.`,
    ...evidenceOf(found),
    offset: found.offset,
  }));
}

/** The effects that the calls let a caller have: facts like any other, with their evidence in the source. */
export function sinkFacts(sinks: readonly FoundSink[]): Fact[] {
  const seen = new Set<string>();
  return sinks.flatMap((found): Fact[] => {
    const { effect, certainty, capability } = found.sink;
    const evidence = [evidenceOf(found)];
    const sure = certainty?.(found.args) ?? 'weak';
    const key = `${capability} ${effect?.value} ${sure}`;
    if (seen.has(key)) return [];
    seen.add(key);
    if (capability === 'hands out environment variables') {
      return [{ kind: 'data', value: 'secrets', rule: 'source-sink', certainty: sure, evidence }];
    }
    if (effect === undefined) return [];
    return [{ kind: 'effect', ...effect, rule: 'source-sink', certainty: sure, evidence }];
  });
}
