import { isNarrowing } from './narrowing.ts';

/** A name such as SOME_API_KEY, with at least one underscore: single words are too often just loud. */
const VARIABLE = /\b[A-Z][A-Z0-9]{0,60}(?:_[A-Z0-9]{1,60}){1,10}\b/g;

/** Names of errors, of the runtime and of the machine; a value for them would mislead more than help. */
const NOT_FOR_THE_SERVER =
  /^(ERR|EAI|NODE|UV|NPM|NVM|XDG|LC|DYLD|LD|JEST|VITEST|CI|GITHUB_ACTIONS|SSH|DBUS|WAYLAND|VSCODE|COREPACK|BUN|PYTHON|UNABLE_TO|SELF_SIGNED|CERT_HAS|DEPTH_ZERO|MODULE_NOT|METHOD_NOT|INVALID_(PARAMS|REQUEST)|PARSE_ERROR|INTERNAL_ERROR|SIG)(_|$)/;
/** What a system, a terminal or a build service sets for every program. */
const OF_THE_SYSTEM =
  /^(HOME|PATH|PWD|USER|USERNAME|LOGNAME|HOSTNAME|SHELL|TERM|DISPLAY|TMP|TEMP|TMPDIR|EDITOR|APPDATA|LOCALAPPDATA|USERPROFILE|COMSPEC|SYSTEMROOT|WT_SESSION|TERM_PROGRAM|FAKEROOTKEY|DOCKER_HOST|KUBERNETES_SERVICE_HOST|(CODESPACE|GITHUB_CODESPACES|GITHUB_EVENT|GITHUB_WORKSPACE|AWS_LAMBDA|AWS_EXECUTION|CLOUD_SHELL|TF_BUILD|BUILD_BUILD)\w{0,60}|CODESPACES)$/;
const ASIDE =
  /_FILE$|TELEMETRY|SENTRY_DSN|ANALYTICS_(ENABLED|DISABLED|OPT_OUT)|DISABLE_ANALYTICS|TRACKING|DO_NOT_TRACK|(^|_)LOG(S|GER|GING)?(_|$)|DEBUG|VERBOSE|NO_COLOR|FORCE_COLOR|(^|_)PROXY$|_TIMEOUT|_TTL|_RETRIES|_INTERVAL|RATE_LIMIT/;

/** Whether a placeholder for this variable may help a server to start. */
export function isWorthSetting(name: string): boolean {
  return !NOT_FOR_THE_SERVER.test(name) && !OF_THE_SYSTEM.test(name) && !ASIDE.test(name) && !isNarrowing(name);
}

/** The variables that a text names, in its order. */
export function variablesIn(text: string): string[] {
  return [...new Set(text.match(VARIABLE) ?? [])].filter(isWorthSetting);
}

/** Keys and tokens first, then addresses, then the rest: what servers refuse to start without. */
export function urgency(name: string): number {
  if (/(KEY|TOKEN|SECRET|PASSWORD|PASS|CREDENTIALS?|AUTH|PAT|COOKIE|SESSION)$/.test(name)) return 0;
  if (/(URL|URI|DSN|ENDPOINT|HOST|DOMAIN|SERVER|INSTANCE|SITE|CONNECTION(_STRING)?)$/.test(name)) return 1;
  if (/(ID|USER|USERNAME|EMAIL|ORG|ACCOUNT|PROJECT|WORKSPACE|TEAM|DIR|PATH|ROOT|VAULT|REGION)$/.test(name)) return 2;
  return 3;
}
