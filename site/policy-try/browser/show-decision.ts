import type { CompiledPolicy } from '../../../policy/compile.ts';
import { visibleText } from '../../../policy/visible-text.ts';
import { verdictOnCall } from '../verdict-on-call.ts';
import { element, elementOf, withCode } from './element-of.ts';

/** Decides the call that is typed, as a gateway would. */
export function showDecision(policy: CompiledPolicy | undefined, tool: string, argumentsText: string): void {
  const output = elementOf('try-decision', HTMLElement);
  if (policy === undefined || tool === '') {
    output.className = 'status';
    output.textContent = policy === undefined ? 'The policy has to be valid first.' : 'Type the name of a tool.';
    return;
  }
  const args = readArguments(argumentsText);
  if (args === undefined) {
    output.className = 'status bad';
    output.textContent = 'The arguments are no JSON object, such as {"path": "/tmp/a"}.';
    return;
  }
  const { tone, word, reason, rule, code, enforced } = verdictOnCall(policy, tool, args);
  output.className = `status ${tone}`;
  output.replaceChildren(element('strong', word), ': ', withCode('span', visibleText(reason)), ' ');
  output.append(
    element('span', 'Decided by ', 'muted'),
    element('code', visibleText(rule)),
    ' ',
    element('code', code),
  );
  if (!enforced) output.append('. The policy is in shadow mode: the call would be forwarded all the same.');
}

function readArguments(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
