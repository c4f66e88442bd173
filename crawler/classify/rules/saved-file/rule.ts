import type { Action } from '../../grammar/action.ts';
import type { Parameter } from '../../reading.ts';
import { isFreeText, plainName } from '../argument.ts';
import { type Rule, allNouns, effectOf } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Reading verbs that may leave a file behind. */
const SAVES = wordSet(`download export capture extract convert record dump take pull render generate`);
const OUTPUT =
  /^(?:output|out|save|dest|destination|target|download|local)_?(?:path|dir|directory|file|folder|file_path|filename|to|location|file_name)?$/;
const SAVED_TO = /\b(?:saved?|written|write|store) /i;
/** These name what is looked at as often as where it is kept. */
const NOT_SAVED = wordSet('target output local target_file local_file local_name location');
/** Any name for a file will do where the text says that something is saved there. */
const NAMED_FILE = /(?:^|_)(?:path|file|file_?name)$/;
const SAVE_PATH = /^(?:path|directory|dir|folder|file_?path|file_?name)$/;
const PLACES = wordSet('file folder directory disk path desktop local locally downloads');
const TO_FILE = /\b(?:to|into) (?:an? |the |local |new )*file\b/;
const TO = new Set(['to', 'into', 'as', 'in']);
/** Looking is Read by name (rubric, tie-breaker 3); the file that the picture may go to is an argument for a path. */
const LOOKED_AT = wordSet('screenshot snapshot');

/** A download or export that is written to the machine of the server. */
export const savedFile: Rule = ({ actions, parameters }) => {
  const output = parameters.find(isOutput);
  // Beside the address of what is downloaded, a path is where it goes.
  const takesPath =
    parameters.some((parameter) => isFreeText(parameter) && SAVE_PATH.test(plainName(parameter))) &&
    parameters.some((parameter) => /(?:^|_)(?:url|link|uri)$/.test(plainName(parameter)));
  return {
    facts: actions
      .filter((action) => action.where !== 'later' && SAVES.has(action.verb) && !looks(action))
      .flatMap((action) => {
        if (output !== undefined) {
          return [
            { ...effectOf(action, 'saved-file', 'create', 'file'), evidence: [action.evidence, output.evidence] },
          ];
        }
        const { rest } = action;
        const downloaded =
          action.verb === 'download' && TO.has(rest[0] ?? '') && allNouns(action).some((noun) => PLACES.has(noun));
        const saved =
          downloaded ||
          (action.verb === 'download' && takesPath) ||
          (action.verb === 'export' && TO_FILE.test(rest.join(' ')));
        return saved ? [effectOf(action, 'saved-file', 'create', 'file')] : [];
      }),
  };
};

function looks({ verb, object }: Action): boolean {
  return LOOKED_AT.has(verb) || object.some((noun) => LOOKED_AT.has(noun));
}

function isOutput(parameter: Parameter): boolean {
  const name = plainName(parameter);
  const named = OUTPUT.test(name) && !NOT_SAVED.has(name);
  return isFreeText(parameter) && (named || (NAMED_FILE.test(name) && SAVED_TO.test(parameter.description)));
}
