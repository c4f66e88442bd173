import type { Parameter, Reading } from '../../reading.ts';
import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const SECRET_NAMES =
  /^(?:.*_)?(?:api_?key|apikey|password|passwd|passphrase|secret|secret_key|client_secret|private_key|access_token|auth_token|bearer_token|refresh_token|session_token|credentials?|mnemonic|seed_phrase|connection_string|access_key|secret_access_key|api_token|personal_access_token|app_secret|api_secret|github_token|bot_token|id_token|jwt|user_token|authorization|cookies?|oauth_token|pat|(?:db|database)_?pass|pwd|passcode|client_key|tls_key|ssl_key|cert_key|pem|api_keys|passwords|auth_tokens|access_tokens|basic_auth|secrets|keypair|wallet_key|signing_key|encryption_key|subscription_key|auth_code|authorization_code|epp_code|webhook_token|deployment_token|deploy_token|csrf_token|service_key|master_key|license_key|private_keys|secret_value|kubeconfig_content|recovery_phrase|key_material)$/;
const TOKEN = /^(?:tokens?|keys?|pin|otp|auth|sk)$/;
const TOKEN_TEXT =
  /\b(?:access|auth\w*|api|bearer|secret|personal|jwt|login|oauth)[ -]?(?:token|key)s?|password|credential|secret/i;
/** Whatever an argument is called: "The wallet (private key, mnemonic, or JSON)". */
const HOLDS_TEXT = /\b(?:private key|mnemonic|seed phrase|secret key)\b/i;
/** "Generates an address from a private key": the argument that no schema declares. */
const TAKES_KEY = /\b(?:from|with|using|given|by) (?:an? |the |your )?(?:private key|mnemonic|seed phrase)\b/i;
/** "Logs in with the token": what a bare `token` is for. */
const ENTERS = wordSet('login log authenticate auth signin connect authorize');
const AUTHENTICATION = wordSet('login auth authentication authenticate oauth session bot webhook');
/** The name or place of a secret is not the secret. */
const ABOUT = /_(?:id|ids|name|names|type|types|address|count|limit|path|file|ref|uuid|key_name)$/;
const PLACE_TEXT =
  /^(?:the |optional )?(?:name|id|path|file ?path|location|environment variable name|address|number|index)\b/i;

/** An argument that takes a credential over. */
export const secretArgument: Rule = (reading) => {
  const taken = reading.parameters.filter((parameter) => holdsSecret(parameter, reading));
  const facts = taken.map((parameter) => argumentFact(parameter, 'secret-argument', 'secret'));
  return { facts: facts.length > 0 ? facts : told(reading) };
};

function holdsSecret(parameter: Parameter, { topic, actions }: Reading): boolean {
  const name = plainName(parameter);
  if (!isFreeText(parameter) || ABOUT.test(name)) return false;
  if (SECRET_NAMES.test(name)) return true;
  if (HOLDS_TEXT.test(parameter.description) && !PLACE_TEXT.test(parameter.description))
    return /wallet|key|seed|signer|secret|account|phrase|^sk$/.test(name);
  if (!TOKEN.test(name)) return false;
  if (TOKEN_TEXT.test(parameter.description)) return true;
  const enters = actions.some(({ where, verb }) => where !== 'later' && ENTERS.has(verb));
  return name === 'token' && (enters || [...AUTHENTICATION].some((word) => topic.has(word)));
}

/** The text says it, whatever the schema shows. */
function told({ description }: Reading): ReturnType<typeof argumentFact>[] {
  const match = TAKES_KEY.exec(description.slice(0, 4000));
  if (match === null) return [];
  return [
    {
      kind: 'argument',
      value: 'secret',
      rule: 'secret-argument',
      certainty: 'likely',
      evidence: [{ field: '/description', quote: match[0] }],
    },
  ];
}
