import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Severity } from '../../../../catalog/model/detections.ts';
import type { Effect, Fact } from '../../../../catalog/model/fact.ts';
import { evidenceOf } from '../source-sink/detection.ts';
import type { FoundSink } from '../source-sink/find-sinks.ts';
import type { Capability } from '../source-sink/sink.ts';

interface Undeclared {
  severity: Severity;
  /** A definition that speaks of one of these, however weakly, has said something of it. */
  effects: readonly Effect[];
}

const CHANGES = ['create', 'update', 'delete', 'execute', 'send', 'transfer'] as const;

/** Capabilities that a definition has to mention; asking the network and reading a database are how most tools read. */
const TO_MENTION: Partial<Record<Capability, Undeclared>> = {
  'runs a program': { severity: 'medium', effects: ['execute'] },
  'runs code': { severity: 'medium', effects: ['execute'] },
  'deletes files': { severity: 'medium', effects: ['delete', 'execute'] },
  'deletes something over the network': { severity: 'medium', effects: ['delete', 'execute'] },
  'deletes from a database': { severity: 'medium', effects: ['delete', 'execute'] },
  'writes files': { severity: 'low', effects: CHANGES },
  'changes something over the network': { severity: 'low', effects: CHANGES },
  'changes a database': { severity: 'low', effects: CHANGES },
  'hands out environment variables': { severity: 'medium', effects: [] },
};
const RUNNING: ReadonlySet<string> = new Set(['shell', 'code', 'request', 'sub-command']);

/**
 * D17: calls that let a caller do what the definition says nothing of. Only calls that count by themselves: what a program does
 * with fixed arguments or its own temporary files is nobody's business.
 *
 * @param facts what the definition says, without the facts of the source
 */
export function undeclaredEffect(
  sinks: readonly FoundSink[],
  facts: readonly Fact[],
): { capability: Capability; finding: Finding }[] {
  const said = new Set(facts.flatMap((fact) => (fact.kind === 'effect' ? [fact.value] : [])));
  const runs = facts.some((fact) => fact.kind === 'argument' && RUNNING.has(fact.value));
  const secrets = facts.some((fact) => fact.kind === 'data' && fact.value === 'secrets');
  const reported = new Set<Capability>();
  return sinks.flatMap((found) => {
    const { capability, certainty } = found.sink;
    const undeclared = TO_MENTION[capability];
    if (undeclared === undefined || reported.has(capability) || (certainty?.(found.args) ?? 'weak') === 'weak')
      return [];
    const mentioned =
      undeclared.effects.some((effect) => said.has(effect)) ||
      (undeclared.effects.includes('execute') && runs) ||
      (capability === 'hands out environment variables' && secrets);
    if (mentioned) return [];
    reported.add(capability);
    const finding: Finding = {
      rule: 'undeclared-effect',
      severity: undeclared.severity,
      message: `The code behind the tool ${capability}, and the definition says nothing of it.`,
      ...evidenceOf(found),
      offset: found.offset,
    };
    return [{ capability, finding }];
  });
}
