/**
 * Variables that make a program take packages from another place than its public index, whatever their spelling; read where
 * the options are, see option-tables.ts. npm, pnpm and Yarn read any setting from a variable
 * (https://docs.npmjs.com/cli/v11/using-npm/config#environment-variables), uv those of
 * https://docs.astral.sh/uv/reference/environment/, pip `PIP_` and the option (https://pip.pypa.io/en/stable/topics/configuration/).
 */
const ELSEWHERE = {
  npm: /^(?:npm|pnpm|yarn|bun)_(?:config_)?(?:@[^:]*:)?(?:npm_)?(?:registry|registry_server|scopes|userconfig|globalconfig|prefix|local_prefix|rc_filename)$/i,
  pypi: /^(?:uv_(?:(?:default_|extra_)?index(?:_\w*)?|find_links|no_index|config_file)|pip_(?:\w*index\w*|find_links|config_file))$/i,
  oci: /^(?:docker_(?:host|context|config)|containers_(?:registries_)?conf|registry_auth_file)$/i,
};

/** The first of these variables that would take a package from a place of its own. */
export function elsewhereVariable(registryType: keyof typeof ELSEWHERE, names: readonly string[]): string | undefined {
  // npm takes a dash for an underscore.
  return names.find((name) => name.length <= 300 && ELSEWHERE[registryType].test(name.replaceAll('-', '_')));
}
