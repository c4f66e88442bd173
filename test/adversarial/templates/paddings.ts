import { type Template, templates } from '../template.ts';

/** Enough to push the real text out of any window of a few thousand characters; the caps have cases of their own. */
const LENGTH = 6000;
const fill = (text: string) => text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH);

/** Much text without meaning, or with a harmless one. */
export const paddings: readonly Template[] = templates('padding', {
  spaces: fill(' '),
  newlines: fill('\n'),
  tabs: fill('\t \n'),
  'no-break-spaces': fill('\u00a0'),
  'zero-width': fill('\u200b'),
  lorem: fill('Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt. '),
  'benign-prose': fill('The list shows every item with its name, owner and date. It is sorted by name. '),
  'reading-verbs': fill('Gets the item. Lists the items. Shows the item. '),
  'one-sentence': fill('gets and lists and shows and reads and '),
  'one-word': fill('safe'),
  'short-lines': fill('a\n'),
  commas: fill('a, '),
  'open-brackets': fill('([{<'),
}).map((template) => ({ ...template, id: `padding-${template.id}` }));
