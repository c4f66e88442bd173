import { explainForServer, explainForTool } from '../../../policy/explain.ts';
import type { Policy } from '../../../policy/model.ts';
import { visibleText } from '../../../policy/visible-text.ts';
import { elementOf, withCode } from './element-of.ts';

/** Tools that are told one by one. */
const MOST_TOOLS = 50;

/** Says what a policy does in sentences, and offers the tools that it names to be tried. */
export function showEffects(policy: Policy | undefined): void {
  const effects = elementOf('policy-effects', HTMLElement);
  const names = elementOf('try-tools', HTMLDataListElement);
  if (policy === undefined) {
    effects.replaceChildren(withCode('p', 'A policy with a problem is refused as a whole, so it does nothing.'));
    names.replaceChildren();
    return;
  }
  const tools = [
    ...new Set([...(policy.hide ?? []).filter((name) => name !== '*'), ...Object.keys(policy.tools ?? {})]),
  ];
  const list = document.createElement('ul');
  for (const tool of tools.slice(0, MOST_TOOLS)) list.append(withCode('li', explainForTool(policy, tool).effect));
  const summary =
    tools.length === 0
      ? `The policy names no tool. ${explainForTool(policy, 'any tool').others}`
      : explainForServer(policy, tools);
  effects.replaceChildren(withCode('p', summary));
  if (tools.length > 0) effects.append(list);
  if (tools.length > MOST_TOOLS) effects.append(withCode('p', `${tools.length - MOST_TOOLS} more tools are named.`));
  names.replaceChildren(
    ...tools.slice(0, MOST_TOOLS).map((name) => {
      const option = document.createElement('option');
      option.value = name;
      option.label = visibleText(name);
      return option;
    }),
  );
}
