import { listed } from './english.ts';
import type { Condition, Rule, Scalar } from './model.ts';
import { codeName } from './visible-text.ts';

/** A rule of `require` or `deny_if` as a clause: "`args.amount` is at most 100 and `args.to` is given". */
export function ruleWords(rule: Rule): string {
  return listed(rule.conditions.map(conditionWords));
}

function conditionWords(condition: Condition): string {
  return `${codeName(condition.path)} ${predicate(condition)}`;
}

function predicate(condition: Condition): string {
  switch (condition.op) {
    case 'eq':
      return `is ${literal(condition.value)}`;
    case 'neq':
      return `is not ${literal(condition.value)}`;
    case 'in':
      return `is ${listed(condition.value.map(literal), 'or')}`;
    case 'not_in':
      return `is ${condition.value.length > 1 ? 'none of' : 'not'} ${listed(condition.value.map(literal), 'or')}`;
    case 'lt':
      return `is less than ${condition.value}`;
    case 'lte':
      return `is at most ${condition.value}`;
    case 'gt':
      return `is greater than ${condition.value}`;
    case 'gte':
      return `is at least ${condition.value}`;
    case 'regex':
      return `matches the pattern ${codeName(condition.value)}`;
    case 'contains':
      return `contains ${literal(condition.value)}`;
    case 'exists':
      return condition.value ? 'is given' : 'is left out';
    default:
      condition satisfies never;
      throw new TypeError('no such operator');
  }
}

const literal = (value: Scalar) => codeName(JSON.stringify(value));
