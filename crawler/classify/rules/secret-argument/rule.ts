import { argumentFact, isFreeText, plainName } from '../argument.ts';
import type { Rule } from '../rule.ts';

const SECRET_NAMES =
  /^(?:.*_)?(?:api_?key|apikey|password|passwd|passphrase|secret|secret_key|client_secret|private_key|access_token|auth_token|bearer_token|refresh_token|session_token|credentials?|mnemonic|seed_phrase|connection_string|access_key|secret_access_key|api_token|personal_access_token|app_secret|api_secret|github_token|bot_token|id_token|jwt|user_token|authorization|cookies?|oauth_token|pat|(?:db|database)_?pass|pwd|passcode|client_key|tls_key|ssl_key|cert_key|pem|api_keys|passwords|auth_tokens|access_tokens|basic_auth|secrets|keypair|wallet_key|signing_key|encryption_key)$/;
const TOKEN = /^(?:tokens?|keys?|pin|otp|auth|sk)$/;
const TOKEN_TEXT =
  /\b(?:access|auth\w*|api|bearer|secret|personal|jwt|login|oauth)[ -]?(?:token|key)s?|password|credential|secret/i;
/** The name or place of a secret is not the secret. */
const ABOUT = /_(?:id|name|type|address|count|limit|path|file)$/;

/** An argument that takes a credential over. */
export const secretArgument: Rule = ({ parameters }) => ({
  facts: parameters
    .filter((parameter) => {
      const name = plainName(parameter);
      if (!isFreeText(parameter) || ABOUT.test(name)) return false;
      return SECRET_NAMES.test(name) || (TOKEN.test(name) && TOKEN_TEXT.test(parameter.description));
    })
    .map((parameter) => argumentFact(parameter, 'secret-argument', 'secret')),
});
