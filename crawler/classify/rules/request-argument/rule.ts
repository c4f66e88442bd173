import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Parameter } from '../../reading.ts';
import type { Rule } from '../rule.ts';

const METHOD = /^(?:http_|request_)?(?:method|verb|action)$/;
const TARGET =
  /^(?:url|uri|endpoint|path|api_path|route|full_url|request_url|api_endpoint|resource_path|resource|api_url|base_url)$/;
const CHANGING = /^(?:post|put|patch|delete)$/i;

/** A method and an address that the caller chooses: any call of an API. */
export const requestArgument: Rule = ({ parameters }) => {
  const method = parameters.find((parameter) => METHOD.test(plainName(parameter)) && offersChange(parameter));
  const target = parameters.find((parameter) => TARGET.test(plainName(parameter)) && isFreeText(parameter));
  if (method === undefined || target === undefined || method === target) return {};
  return {
    facts: [method, target].map((parameter) => argumentFact(parameter, 'request-argument', 'request')),
  };
};

/** HTTP methods to choose from, or a free method that is plainly HTTP's. */
function offersChange({ choices, description, name }: Parameter): boolean {
  if (choices.length > 0) return choices.some(({ value }) => CHANGING.test(value));
  return /\bhttp|\bget\b|\bpost\b/i.test(description) || (description === '' && name === 'method');
}
