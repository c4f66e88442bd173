import type { Finding } from '../../catalog/model/classification.ts';

/**
 * The parts that arguments play, with the words that a finding of D10 has for each: "Takes a file-system path: `path`." The
 * table repeats what the classifier says, because the catalogue keeps only the sentence; a test compares the two.
 */
export const ARGUMENT_ROLES = {
  shell: 'a command line',
  code: 'source code',
  sql: 'a database statement',
  request: 'the method and address of an API call',
  'sub-command': 'the name of a command that the definition does not list',
  url: 'an address that the server asks',
  path: 'a file-system path',
  amount: 'an amount of money or value',
  recipient: 'a recipient',
  confirmation: 'a confirmation, which the model can give by itself',
  force: 'a flag that switches a safeguard off or widens the effect',
  overwrite: 'a flag to go on where the tool would stop, or to replace what is there',
  selector: 'a selection of many things at once',
  html: 'HTML or a template that somebody’s browser or the server renders',
  regex: 'a regular expression, which can be made slow to evaluate',
  object: 'an object whose members the definition does not declare',
} as const;

export type ArgumentRole = keyof typeof ARGUMENT_ROLES;

const ROLES = Object.entries(ARGUMENT_ROLES) as [ArgumentRole, string][];

/** The part that the arguments of a finding of D10 play; `undefined` for every other finding. */
export function argumentRole({ rule, message }: Pick<Finding, 'rule' | 'message'>): ArgumentRole | undefined {
  if (rule !== 'argument-role') return undefined;
  return ROLES.find(([, takes]) => {
    const said = `Takes ${takes}`;
    return message.startsWith(`${said}:`) || message.startsWith(`${said}, without `);
  })?.[0];
}
