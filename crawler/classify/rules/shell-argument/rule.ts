import type { Fact } from '../../../../catalog/model/fact.ts';
import { anyNoun } from '../../lexicon/nouns.ts';
import type { Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName, subCommand } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const SHELL_NAMES =
  /^(?:shell_?)?(?:commands?|cmd|command_line|cmdline|shell|shell_command|bash|shell_script|terminal_command|cli_args|extra_args|additional_args)$/;
const SHELL_WORDS = wordSet('shell bash terminal powershell cmd zsh commandline ssh console');
const COMMAND_TEXT =
  /command[- ]line|shell command|bash command|terminal command|(?:nmap|cli|ffmpeg) (?:command|arguments)/i;
const RUNNING = wordSet('run execute exec shell bash spawn invoke command ssh terminal');

/** A command line that runs on a machine. */
export const shellArgument: Rule = (reading) => {
  const routed = runsShell(reading) ? undefined : subCommand(reading.parameters)?.command;
  const arguments_ = reading.parameters.filter(
    (parameter) =>
      parameter !== routed &&
      isFreeText(parameter) &&
      (SHELL_NAMES.test(plainName(parameter)) ||
        (/^(?:args|arguments|options|flags|script)$/.test(plainName(parameter)) &&
          COMMAND_TEXT.test(parameter.description))),
  );
  const facts = arguments_.map((parameter) => argumentFact(parameter, 'shell-argument', 'shell'));
  return { facts: facts.length > 0 || routed !== undefined ? facts : undeclared(reading) };
};

/** Anything about a shell makes a `command` a command line, whatever stands beside it. */
function runsShell({ topic, description, parameters }: Reading): boolean {
  return (
    [...topic].some((word) => SHELL_WORDS.has(word)) ||
    COMMAND_TEXT.test(description) ||
    parameters.some((parameter) => COMMAND_TEXT.test(parameter.description))
  );
}

/**
 * Without a schema, the verbs say it: "Execute a shell command". Where a schema declares arguments, "invoke a command" alone
 * may mean anything, and only a shell by name counts.
 */
function undeclared({ actions, parameters }: Reading): Fact[] {
  const declared = parameters.some(({ evidence }) => evidence.field.startsWith('/inputSchema'));
  return actions
    .filter(
      ({ verb, object, where }) =>
        where !== 'later' &&
        RUNNING.has(verb) &&
        object.some((word) => (word === 'command' && !declared) || SHELL_WORDS.has(word)) &&
        !anyNoun(object, 'browser') &&
        !object.includes('editor'),
    )
    .map(({ evidence }) => ({
      kind: 'argument',
      value: 'shell',
      rule: 'shell-argument',
      certainty: 'likely',
      evidence: [evidence],
    }));
}
