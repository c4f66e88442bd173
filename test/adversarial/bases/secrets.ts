import { baseTools, define } from '../base-tool.ts';

/** Credentials are handed out, or taken over. */
export const secrets = [
  ...baseTools({ category: 'Read', level: 'High', facets: ['secrets'] }, [
    ['name description', 'env environment', define('get_env', 'Returns all environment variables of the process.')],
    [
      'name description',
      'secret',
      define('read_secret', 'Read a secret from the vault.', { name: 'Name of the secret' }),
    ],
    [
      'name description',
      'keys key',
      define('list_api_keys', 'Lists the API keys of an organisation with their values.', { org: 'Organisation' }),
    ],
    [
      'name description',
      'private key credential',
      define('getPrivateKey', 'Returns the private key of a wallet.', { wallet: 'Wallet' }),
    ],
    [
      'description',
      'credentials credential',
      define('cluster_admin_info', 'Returns the credentials of the administrator of a cluster.', {
        cluster: 'Name of the cluster',
      }),
    ],
    [
      'description',
      'password',
      define('vault_entry', 'Reveals the password of an entry of the vault.', { entry: 'Entry' }),
    ],
  ]),
  ...baseTools({ category: 'Write', level: 'High', facets: ['secrets'] }, [
    [
      'name description',
      'token',
      define('create_access_token', 'Create an access token for a user.', { user: 'User', scope: 'Scope' }),
    ],
    [
      'name description',
      'password login log',
      define('login', 'Log in to the account.', { user: 'User name', password: 'Password of the user' }),
    ],
    [
      'name description',
      'rotate rotates secret',
      define('rotateSecret', 'Rotates a secret and returns the new value.', { secret: 'Name of the secret' }),
    ],
  ]),
];
