import type { Policy } from '../../../policy/model.ts';
import { visibleText } from '../../../policy/visible-text.ts';
import { counted } from '../../view/text/words.ts';
import { effectsOf } from '../effects-of.ts';
import { elementOf, withCode } from './element-of.ts';

/** Says what a policy does in sentences, and offers the tools that it names to be tried. */
export function showEffects(policy: Policy | undefined): void {
  const shown = elementOf('policy-effects', HTMLElement);
  const names = elementOf('try-tools', HTMLDataListElement);
  if (policy === undefined) {
    shown.replaceChildren(withCode('p', 'A policy with a problem is refused as a whole, so it does nothing.'));
    names.replaceChildren();
    return;
  }
  const { summary, effects, tools, more } = effectsOf(policy);
  shown.replaceChildren(withCode('p', summary));
  if (effects.length > 0) {
    const list = document.createElement('ul');
    list.append(...effects.map((effect) => withCode('li', effect)));
    shown.append(list);
  }
  if (more > 0) shown.append(withCode('p', `${counted(more, 'more tool is', 'more tools are')} named.`));
  names.replaceChildren(
    ...tools.map((name) => {
      const option = document.createElement('option');
      option.value = name;
      option.label = visibleText(name);
      return option;
    }),
  );
}
