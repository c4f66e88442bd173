import type { Fact } from '../../../../catalog/model/fact.ts';
import type { Action } from '../../grammar/action.ts';
import { anyNoun } from '../../lexicon/nouns.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName, subCommand } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { MACHINE_SCRIPT, isStoredText, storesScript } from '../code-argument/stored-script.ts';

const SHELL_NAMES =
  /^(?:shell_?)?(?:commands?|cmd|command_line|cmdline|shell|shell_command|bash|shell_script|terminal_command|cli_args|raw_options|raw_args|befehl|comando|commande|komut|polecenie)$/;
/** Kept with a service and run when it is built or started. */
const STORED_NAMES =
  /^(?:run_command|start_command|startup_command|build_command|install_command|test_command|launch_command|entry_command|release_command|(?:pre|post)_(?:deploy|deployment|build|install|create|start)_command|docker_run_options|custom_docker_run_options)$/;
const ARGUMENTS =
  /^(?:args|arguments|options|flags|script|(?:extra|additional|cli|custom)_(?:args|arguments|flags|options))$/;
const PROGRAMS = /^(?:program|executable|binary|exe)(?:_path)?$/;
const ADDED = /^(?:extra|additional|cli|custom)_/;
const SHELL_WORDS = wordSet('shell bash terminal powershell cmd zsh commandline ssh console');
const COMMAND_TEXT =
  /command[- ]line|shell command|bash command|terminal command|(?:nmap|cli|ffmpeg|curl|docker|sqlmap|git) (?:command|arguments|options|flags)/i;
/** Programs whose own arguments name a further program to run somewhere: a list of words behind these is a command line. */
const RUNNERS = wordSet('kubectl docker podman ssh sudo npx bash sh powershell xargs env ansible nsenter');
/** Typed into a terminal, these are a command line. */
const TYPED_NAMES = /^(?:keys?|keystrokes?|input|text|data|line|chars|characters|content)$/;
const TERMINALS = wordSet('terminal console shell tty pty tmux pane bash zsh');
/** "A hook: shell command that runs on each save": what is kept here runs later, whatever the argument is called. */
const KEPT_COMMAND =
  /\b(?:shell|bash|terminal)[- ](?:command|script|line)s? (?:that |which |to )(?:be |is |will be |will |gets? )?(?:run|execut)/i;
const KEPT_IN = /^(?:hook|handler|callback|action|on_.{1,30}|trigger|run|exec)$/;
/** Told about a command, it is read: its help, its manual. */
const TOLD = wordSet('help usage documentation doc manual man syntax reference');
const ABOUT_COMMANDS = wordSet('get show display list search find read describe lookup return');
const LOOKS = wordSet('explain describe validate lint parse format suggest');
/** Done to a command, these say who may run it: the command itself is not run. */
const LISTS = wordSet('block unblock allow deny whitelist blacklist allowlist denylist ban unban');
const TYPES = wordSet('write type send input');
const COMMANDS = wordSet('command commandline cmd script shell bash terminal powershell');
const RUNNING = wordSet('run execute exec shell bash spawn invoke command ssh terminal');

/** A command line that runs on a machine. */
export const shellArgument: Rule = (reading) => {
  if (looksAt(reading)) return {};
  const routed = runsShell(reading) ? undefined : subCommand(reading.parameters)?.command;
  const arguments_ = reading.parameters.filter(
    (parameter) =>
      parameter !== routed &&
      isFreeText(parameter) &&
      (SHELL_NAMES.test(plainName(parameter)) ||
        namesProgram(parameter, reading) ||
        isTyped(parameter, reading) ||
        isAddedToCommand(parameter, reading)),
  );
  const facts = [
    ...arguments_.map((parameter) => argumentFact(parameter, 'shell-argument', 'shell')),
    ...stored(reading),
  ];
  return { facts: facts.length > 0 || routed !== undefined ? facts : undeclared(reading) };
};

/** Command lines and scripts that are kept and run later: not run by this call, so no more than a facet. */
function stored(reading: Reading): Fact[] {
  const scripts = storesScript(reading);
  return reading.parameters
    .filter((parameter) => {
      const name = plainName(parameter);
      const kept = STORED_NAMES.test(name) || MACHINE_SCRIPT.test(name) || (scripts && isStoredText(name));
      const told =
        KEPT_IN.test(name) && KEPT_COMMAND.test(`${reading.description.slice(0, 2000)}\n${parameter.description}`);
      return isFreeText(parameter) && (kept || told);
    })
    .map((parameter) => ({ ...argumentFact(parameter, 'shell-argument', 'shell'), certainty: 'weak' }));
}

/** "Explain a command": it is read, as long as nothing speaks of running it. That something is explained does not do. */
function looksAt({ actions }: Reading): boolean {
  const named = actions.filter(({ where }) => where === 'name');
  const told = actions.filter(({ where }) => where === 'name' || where === 'head');
  return (
    named.length > 0 &&
    named.every((action) => LOOKS.has(action.verb) || lists(action) || asksAbout(action)) &&
    told.some(
      (action) =>
        (LOOKS.has(action.verb) || lists(action) || asksAbout(action)) &&
        [...action.object, ...(asksAbout(action) ? action.rest : [])].some((noun) => COMMANDS.has(noun)),
    ) &&
    actions.every(
      ({ verb, sense, where }) => LOOKS.has(verb) || where === 'later' || (sense !== 'run' && sense !== 'execute'),
    )
  );
}

/** "Shows help for a command". */
function asksAbout({ verb, object }: Action): boolean {
  return ABOUT_COMMANDS.has(verb) && object.some((noun) => TOLD.has(noun));
}

/** "Send keys to a terminal", "keystrokes sent to bash". */
function isTyped(parameter: Parameter, { actions }: Reading): boolean {
  if (!TYPED_NAMES.test(plainName(parameter))) return false;
  if (
    /\b(?:keystrokes?|keys|input|text) (?:is |are |to be )?(?:sent|typed|written|piped) (?:in)?to (?:the |a )?(?:bash|shell|terminal|tty|pty|console|zsh)\b/i.test(
      parameter.description,
    )
  )
    return true;
  return actions.some(
    ({ verb, where, object, rest }) =>
      where !== 'later' &&
      TYPES.has(verb) &&
      [...object.slice(0, -1), ...intoOf(rest)].some((word) => TERMINALS.has(word)),
  );
}

/** What something is typed into. */
function intoOf(rest: readonly string[]): readonly string[] {
  return rest[0] === 'to' || rest[0] === 'into' || rest[0] === 'in' ? rest.slice(1, 4) : [];
}

/** "Block a command", "Add a command to the whitelist". */
function lists({ verb, object, rest }: Action): boolean {
  return (
    LISTS.has(verb) || ((verb === 'add' || verb === 'remove') && [...object, ...rest].some((noun) => LISTS.has(noun)))
  );
}

/** Any program, with any arguments. */
function namesProgram(parameter: Parameter, { actions, parameters }: Reading): boolean {
  if (!PROGRAMS.test(plainName(parameter))) return false;
  const runs = actions.some(({ where, verb }) => where === 'name' && (RUNNING.has(verb) || verb === 'launch'));
  return runs && parameters.some((other) => ARGUMENTS.test(plainName(other)) || plainName(other) === 'argv');
}

/** Words that are put behind a program's name. As a list of them they are no command line, unless the tool runs any command. */
function isAddedToCommand(parameter: Parameter, { actions }: Reading): boolean {
  const name = plainName(parameter);
  if (!ARGUMENTS.test(name)) return false;
  const told = COMMAND_TEXT.test(parameter.description);
  if (ADDED.test(name)) return told || parameter.types.includes('string');
  const runs = actions.some(({ where, verb }) => where !== 'later' && RUNNING.has(verb));
  if (actions.some(runsRunner)) return true;
  return told && (runs || !parameter.types.includes('array'));
}

/** "Run kubectl" */
function runsRunner({ verb, where, object }: Action): boolean {
  const head = object.at(-1) === 'command' ? object.at(-2) : object.at(-1);
  return where !== 'later' && (verb === 'run' || RUNNING.has(verb)) && RUNNERS.has(head ?? '');
}

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
  const isShell = ({ verb, where, bare }: Action) =>
    !declared && where === 'name' && bare === true && (verb === 'shell' || verb === 'bash');
  return actions
    .filter((action) => {
      const { verb, object, where } = action;
      if (where === 'later' || !(RUNNING.has(verb) || TYPES.has(verb))) return false;
      if (isShell(action)) return true;
      if (TYPES.has(verb)) return !declared && action.rest[0] === 'to' && TERMINALS.has(action.rest[1] ?? '');
      return (
        (object.some((word) => (word === 'command' && !declared) || SHELL_WORDS.has(word)) || runsInShell(action)) &&
        !anyNoun(object, 'browser') &&
        !object.includes('editor')
      );
    })
    .map(({ evidence }) => ({
      kind: 'argument',
      value: 'shell',
      rule: 'shell-argument',
      certainty: 'likely',
      evidence: [evidence],
    }));
}

/** `run_command_in_terminal` */
function runsInShell({ object, rest }: Action): boolean {
  return (
    object.some((word) => word === 'command' || word === 'cmd') && intoOf(rest).some((word) => SHELL_WORDS.has(word))
  );
}
