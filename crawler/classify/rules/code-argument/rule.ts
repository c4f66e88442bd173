import type { Fact } from '../../../../catalog/model/fact.ts';
import { isNoun } from '../../lexicon/nouns.ts';
import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { MACHINE_SCRIPT, isStoredText, storesScript } from './stored-script.ts';

const CODE_NAMES =
  /^(?:source_)?(?:code|script|javascript|js|js_code|python|python_code|source|src|snippet|program|function|expression|js_expression|code_snippet|script_code|lua|apex|source_code|script_content|function_body|script_text|java_script|python_script)$/;
/** Arguments that can only be a program which some machine runs, when it starts or when a page loads. */
const ALWAYS_RUN =
  /^(?:init_script|on_load_script|page_script|custom_js|inject_js|execute_js|run_js|js_script|eval_js|js_to_execute|javascript_code|wait_for_function|page_function)$/;
/** Whatever it is called: "A JavaScript script to be executed on each new document". */
const RUN_TEXT =
  /\b(?:javascript|js|python|typescript|lua|ruby|php|node(?:js)?|groovy|apex|applescript|c#|powershell)\b(?: [\w-]{1,20}){0,3} (?:to (?:be )?|that (?:will be |is |gets )?|which (?:will be |is )?)(?:execute|run|evaluate|inject)(?:d|ed)?\b|\b(?:code|script|snippet|function body|source code) (?:to (?:be )?|that (?:will be |is |gets ))(?:execute|run|evaluate|inject)d?\b/i;
/**
 * Code that the caller brings, or a text that is put through `eval`: "with a user supplied JavaScript function", "an
 * expression that is eval()ed", "templates may call Python".
 */
const BROUGHT =
  /\b(?:user|caller|client|custom)[- ](?:supplied|provided|defined|written) (?:[\w.]{1,20} ){0,2}(?:function|code|script|snippet|lambda|callback)\b|\b(?:python|javascript|js|lua|ruby) (?:lambda|callback)\b|\beval\(\)['’]?e?d\b|\b(?:passed|fed|given|handed) to `?eval\b|\b(?:templates?|expressions?|formulas?|filters?) (?:may|can|could|are able to) (?:call|run|execute|invoke) (?:arbitrary |any )?(?:python|javascript|js|ruby|php|code|functions)\b/i;
/** What a caller brings it in. */
const BROUGHT_IN =
  /^(?:fn|func|function|lambda|lambda_expr|callback|expr|expression|template|transform|transformer|mapper|reducer|predicate|filter|formula|condition|code|script|program|source|src)$/;
/** A step to choose among others: `executeJavascript`, `run_code`. */
const RUN_STEP = /^(?:(?:execute|run|eval|evaluate|inject)_?(?:java)?(?:script|js|code)|evaluate|eval)$/i;
const LANGUAGES =
  wordSet(`javascript js python code script typescript lua ruby php csharp c java r groovy matlab node py jsx notebook
   cell expression applescript repl java_script wasm bytecode`);
const RUNNING = wordSet('run execute exec eval evaluate invoke inject interpret');
/** "Executable code", "code can run as Bash, Python or Node", wherever the text says it. */
const RUNS_AS =
  /\bexecutable [`'"]?code\b|\bcode[`'"]? (?:can |may |will |is |to )?(?:be )?(?:runs?|executed?) (?:as|in|with|by) (?:an? )?(?:bash|python|node|javascript|sandbox)/i;
const RUNTIME_NAMES = /^(?:runtime|interpreter)$/;
const LANGUAGE_NAMES = /^(?:language|lang|code_language)$/;
/** Programs that run code, beside languages that code is merely written in. */
const INTERPRETERS = wordSet('bash sh shell zsh powershell node nodejs deno bun python3');
const CODE = wordSet('code script snippet expression javascript python');
/** A formula is no code, as long as no language is named. */
const MATHS = wordSet('math maths mathematical arithmetic algebraic');
const REPLS = wordSet('repl interpreter jupyter ipython sandbox');
const HANDLES: ReadonlySet<string> = new Set(['read', 'make', 'create', 'update']);

/** Source code that is run: an argument for it together with a verb of running it. */
export const codeArgument: Rule = (reading) => {
  const runs = runsCode(reading) || beside(reading) || isInterpreter(reading) || offersStep(reading);
  const free = reading.parameters.filter(isFreeText);
  const brought = BROUGHT.test(reading.description.slice(0, 4000));
  const facts = free
    .filter((parameter) => isProgram(parameter, runs) || (brought && BROUGHT_IN.test(plainName(parameter))))
    .map((parameter) => argumentFact(parameter, 'code-argument', 'code'));
  if (facts.length > 0 || runs) return { facts: facts.length > 0 ? facts : undeclared(reading) };
  // Keeping a script is no running of it; that it will run raises the level.
  const stored = storesScript(reading) ? free.filter((parameter) => isStoredText(plainName(parameter))) : [];
  return {
    facts: stored.map((parameter) => ({ ...argumentFact(parameter, 'code-argument', 'code'), certainty: 'weak' })),
  };
};

function isProgram(parameter: Parameter, runs: boolean): boolean {
  const name = plainName(parameter);
  if (runs && CODE_NAMES.test(name)) return true;
  if (/(?:^|_)(?:path|file|filename|name|id|url|uri|language|lang|type)$/.test(name)) return false;
  return ALWAYS_RUN.test(name) || MACHINE_SCRIPT.test(name) || RUN_TEXT.test(parameter.description);
}

/** A list of steps of which one runs code: the code stands beside it, however deep. */
function offersStep({ parameters }: Reading): boolean {
  return parameters.some(({ choices }) => choices.length > 1 && choices.some(({ value }) => RUN_STEP.test(value)));
}

function runsCode({ actions, description, topic }: Reading): boolean {
  const maths =
    [...MATHS].some((word) => topic.has(word)) &&
    ![...LANGUAGES].some((word) => word !== 'expression' && topic.has(word));
  return (
    actions.some(
      ({ verb, where, states }) =>
        (where !== 'later' || states === true) && RUNNING.has(verb) && !(maths && verb === 'evaluate'),
    ) || RUNS_AS.test(description)
  );
}

/** A tool that is a REPL or an interpreter runs what it is given. */
function isInterpreter({ nameWords, topic, actions }: Reading): boolean {
  const handles = actions.some(({ where, sense }) => where === 'name' && HANDLES.has(sense));
  const named = nameWords.some(({ text }) => REPLS.has(text)) || topic.has('repl') || topic.has('interpreter');
  return named && !handles;
}

/** An interpreter to choose beside the code says that it runs, unless the tool says that it looks at code or keeps it. */
function beside({ actions, parameters }: Reading): boolean {
  const handles = actions.some(({ where, sense }) => (where === 'name' || where === 'head') && HANDLES.has(sense));
  return (
    !handles &&
    parameters.some((parameter) => {
      const name = plainName(parameter);
      return (
        RUNTIME_NAMES.test(name) ||
        (LANGUAGE_NAMES.test(name) && parameter.choices.some(({ value }) => INTERPRETERS.has(value.toLowerCase())))
      );
    })
  );
}

/** Without a schema, the verbs say it: "Execute JavaScript code". */
function undeclared({ actions }: Reading): Fact[] {
  return actions
    .filter(({ verb, object, where }) => where !== 'later' && RUNNING.has(verb) && namesCode(object))
    .map(({ evidence }) => ({
      kind: 'argument',
      value: 'code',
      rule: 'code-argument',
      certainty: 'likely',
      evidence: [evidence],
    }));
}

/** A language as the thing that is run, or beside code: "Next.js audit" is no JavaScript. */
function namesCode(object: readonly string[]): boolean {
  if (object.some((word) => isNoun(word, 'readingLanguage'))) return false;
  return LANGUAGES.has(object.at(-1) ?? '') || object.slice(0, 4).some((word) => CODE.has(word));
}
