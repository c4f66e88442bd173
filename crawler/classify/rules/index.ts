import { admin } from './admin/rule.ts';
import { agent } from './agent/rule.ts';
import { automation } from './automation/rule.ts';
import { bulk } from './bulk/rule.ts';
import { cancel } from './cancel/rule.ts';
import { clear } from './clear/rule.ts';
import { codeArgument } from './code-argument/rule.ts';
import { declaredHints } from './declared-hints/rule.ts';
import { effectFlag } from './effect-flag/rule.ts';
import { make } from './make/rule.ts';
import { mediaPlayback } from './media-playback/rule.ts';
import { money } from './money/rule.ts';
import { nounPhrase } from './noun-phrase/rule.ts';
import { overwrites } from './overwrites/rule.ts';
import { ownedData } from './owned-data/rule.ts';
import { pathArgument } from './path-argument/rule.ts';
import { plainVerb } from './plain-verb/rule.ts';
import { readingStatements } from './reading-statements/rule.ts';
import { remove } from './remove/rule.ts';
import { requestArgument } from './request-argument/rule.ts';
import { returnedSecrets } from './returned-secrets/rule.ts';
import type { Rule } from './rule.ts';
import { run } from './run/rule.ts';
import { savedFile } from './saved-file/rule.ts';
import { secretArgument } from './secret-argument/rule.ts';
import { secretData } from './secret-data/rule.ts';
import { send } from './send/rule.ts';
import { sessionEnd } from './session-end/rule.ts';
import { shellArgument } from './shell-argument/rule.ts';
import { sqlArgument } from './sql-argument/rule.ts';
import { subCommandRule } from './sub-command/rule.ts';
import { thirdPartyText } from './third-party-text/rule.ts';
import { toldLoss } from './told-loss/rule.ts';
import { urlArgument } from './url-argument/rule.ts';

/** Every rule by the name of its folder; a test asserts that map and folders agree. */
export const RULES: Readonly<Record<string, Rule>> = {
  'plain-verb': plainVerb,
  remove,
  clear,
  'told-loss': toldLoss,
  run,
  make,
  send,
  money,
  cancel,
  'session-end': sessionEnd,
  automation,
  agent,
  'media-playback': mediaPlayback,
  'saved-file': savedFile,
  'effect-flag': effectFlag,
  'noun-phrase': nounPhrase,
  'shell-argument': shellArgument,
  'code-argument': codeArgument,
  'sql-argument': sqlArgument,
  'reading-statements': readingStatements,
  'request-argument': requestArgument,
  'sub-command': subCommandRule,
  'path-argument': pathArgument,
  'url-argument': urlArgument,
  'secret-argument': secretArgument,
  'secret-data': secretData,
  'returned-secrets': returnedSecrets,
  admin,
  bulk,
  overwrites,
  'declared-hints': declaredHints,
  'owned-data': ownedData,
  'third-party-text': thirdPartyText,
};
