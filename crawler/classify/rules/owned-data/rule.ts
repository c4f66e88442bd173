import { wordSet } from '../../lexicon/word-set.ts';
import { dataRead } from '../data-read.ts';
import type { Rule } from '../rule.ts';

/** Things that belong to somebody: an account, a company, a person. */
const OWNED =
  wordSet(`account activity agent attachment balance board calendar campaign card cart channel comment company contact
  conversation customer dashboard database deal document email employee event expense file folder goal group health heart history
  home incident inbox invoice issue item lead list log mail mailbox meeting member memory message metric note notification
  object order organization page patient payment payroll permission person playlist profile project prospect pull purchase
  query record recording repository reservation row sale schedule section segment session setting sleep space statement
  subscription table task team thread ticket transaction transcript user vault wallet workflow workspace workout`);

/** Returning data that belongs to somebody. */
export const ownedData: Rule = ({ actions }) => ({
  facts: dataRead(actions, OWNED, 'owned-data', 'private-data'),
});
