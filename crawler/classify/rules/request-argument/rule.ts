import type { Action } from '../../grammar/action.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Parameter } from '../../reading.ts';
import type { Rule } from '../rule.ts';

const METHOD = /^(?:http_|request_)?(?:method|verb|action)$/;
const TARGET =
  /^(?:url|uri|endpoint|path|api_path|route|full_url|request_url|api_endpoint|resource_path|resource|api_url|base_url)$/;
/** Parts of the description of an API. */
const DOCUMENTED = wordSet('schema example specification documentation doc definition');
const EXECUTES: ReadonlySet<string> = new Set(['execute', 'run', 'send']);
/** Written as HTTP writes them. */
const HTTP = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;
const CHANGING = /^(?:post|put|patch|delete)$/i;

/** A method and an address that the caller chooses: any call of an API. */
export const requestArgument: Rule = ({ parameters, actions }) => {
  if (looksUp(actions)) return {};
  const method = parameters.find((parameter) => METHOD.test(plainName(parameter)) && offersChange(parameter));
  const target = parameters.find((parameter) => TARGET.test(plainName(parameter)) && isFreeText(parameter));
  if (method === undefined || target === undefined || method === target) return { facts: deletes(parameters, actions) };
  return {
    facts: [method, target].map((parameter) => argumentFact(parameter, 'request-argument', 'request')),
  };
};

/** Methods to choose from without an address: of those, DELETE deletes what the tool is about (rubric, tie-breaker 1). */
function deletes(parameters: readonly Parameter[], actions: readonly Action[]): Fact[] {
  const leads = actions.filter(({ where }) => where === 'name' || where === 'head');
  // A tool that executes requests is judged by that, whatever methods they may have.
  const looks =
    leads.length > 0 &&
    (leads.every(({ sense }) => sense === 'read') || leads.some(({ sense }) => EXECUTES.has(sense)));
  return parameters
    .filter((parameter) => METHOD.test(plainName(parameter)) && (plainName(parameter) === 'action' || !looks))
    .filter(({ choices }) => choices.length > 1 && choices.every(({ value }) => HTTP.test(value)))
    .flatMap(({ choices }) => choices.filter(({ value }) => value === 'DELETE'))
    .map(({ evidence }) => ({
      kind: 'effect',
      value: 'delete',
      rule: 'request-argument',
      certainty: 'likely',
      reversibility: 'none',
      evidence: [evidence],
    }));
}

/** "Gets the response schema for an endpoint and method": they name a place in a document, as name and head both say. */
function looksUp(actions: readonly Action[]): boolean {
  const leads = actions.filter(({ where }) => where === 'name' || where === 'head');
  const documented = leads.every(
    ({ sense, object, rest }) =>
      sense === 'read' && [...object, ...rest.slice(0, 1)].some((noun) => DOCUMENTED.has(noun)),
  );
  return leads.length > 1 && documented;
}

/** HTTP methods to choose from, or a free method that is plainly HTTP's. */
function offersChange({ choices, description, name }: Parameter): boolean {
  if (choices.length > 0) return choices.some(({ value }) => CHANGING.test(value));
  return /\bhttp|\bget\b|\bpost\b/i.test(description) || (description === '' && name === 'method');
}
