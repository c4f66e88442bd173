/** The options of the programs that start packages, as far as they stand in front of the package. */

/** Words, with their dashes, that one program understands. */
export interface OptionTable {
  /** Followed by a value, as the next word or behind `=`. */
  values: ReadonlySet<string>;
  /** Stand alone. */
  switches: ReadonlySet<string>;
  /** Whether letters behind one dash can stand together (`-it`), and a value glued to its letter (`-eNAME`). */
  clusters: boolean;
  /**
   * Those that take the package, or how it is found, from another place than the public index, as a folder of this machine:
   * nobody else would start the same thing.
   */
  elsewhere: ReadonlySet<string>;
}

const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** Long names with their dashes, and for switches the form that takes them back (`--no-audit`). */
const long = (names: string) =>
  words(names)
    .values()
    .toArray()
    .map((name) => `--${name}`);
const withOpposite = (names: string) => long(names).flatMap((name) => [name, name.replace('--', '--no-')]);

const table = (parts: {
  values: Iterable<string>;
  switches: Iterable<string>;
  clusters?: boolean;
  elsewhere?: string;
}) => ({
  values: new Set(parts.values),
  switches: new Set(parts.switches),
  clusters: parts.clusters ?? false,
  elsewhere: words(parts.elsewhere ?? ''),
});

/**
 * npm 11 and npx: the settings of https://docs.npmjs.com/cli/v11/using-npm/config with their shorthands; npx reads `-p` as the
 * package, unlike npm.
 */
export const NPX: OptionTable = table({
  values: [
    ...words('-p -c -w -C -L -m'),
    ...long(`package call workspace registry reg cache userconfig globalconfig prefix loglevel node-options script-shell shell
      before enjoy-by cafile ca cert key cidr cache-max cache-min depth editor fetch-retries fetch-retry-factor
      fetch-retry-maxtimeout fetch-retry-mintimeout fetch-timeout git heading https-proxy proxy noproxy include omit only
      install-strategy libc cpu os local-address location lockfile-version logs-dir logs-max maxsockets message min-release-age
      node-gyp otp replace-registry-host save-prefix scope tag tag-version-prefix umask user-agent viewer which auth-type
      audit-level access`),
  ],
  switches: [
    ...words('-y -q -s -d -dd -ddd -f -g -l -a -v -h -n -S -B -D -E -O -P -H -ws -iwr'),
    ...words(
      '--quiet --silent --verbose --no --desc --help --local --porcelain --no-install --ignore-existing --always-spawn',
    ),
    ...withOpposite(`yes all audit bin-links color browser description dev dry-run engine-strict force foreground-scripts fund
      global if-present ignore-scripts include-workspace-root install-links json legacy-bundling legacy-peer-deps link long
      offline optional package-lock package-lock-only parseable prefer-dedupe prefer-offline prefer-online production progress
      read-only rebuild-bundle save save-dev save-exact save-optional save-prod shrinkwrap strict-peer-deps strict-ssl timing
      unicode update-notifier usage version workspaces workspaces-update`),
  ],
  elsewhere: '--registry --reg --userconfig --globalconfig --prefix -C',
});

/** https://bun.sh/docs/cli/bunx */
export const BUNX: OptionTable = table({
  values: words('-p --package'),
  switches: words('--bun --no-install --verbose --silent -y --yes'),
});

/** https://pnpm.io/cli/dlx, https://yarnpkg.com/cli/dlx */
export const DLX: OptionTable = table({
  values: words('-p --package --allow-build --reporter --loglevel --dir -C --registry'),
  switches: words('-c --shell-mode -s --silent -q --quiet'),
  elsewhere: '--registry --dir -C',
});

/** uv 0.9: https://docs.astral.sh/uv/reference/cli/#uv-tool-run */
export const UVX: OptionTable = table({
  values: [
    ...words('-w -c -b -i -f -P -C -p'),
    ...long(`from with with-editable with-requirements constraints constraint build-constraints build-constraint overrides
      override env-file python-platform torch-backend index default-index index-url extra-index-url find-links
      index-strategy keyring-provider upgrade-package resolution prerelease fork-strategy exclude-newer
      exclude-newer-package no-sources-package reinstall-package link-mode config-setting config-settings
      config-settings-package no-build-isolation-package no-build-package no-binary-package cache-dir refresh-package python
      color allow-insecure-host trusted-host directory project config-file python-preference python-fetch`),
  ],
  switches: [
    ...words('-V -U -n -q -v -h'),
    ...long(`isolated no-env-file lfs version no-index upgrade no-sources reinstall compile-bytecode compile
      no-build-isolation no-build no-binary no-cache no-cache-dir refresh managed-python no-managed-python
      no-python-downloads quiet verbose native-tls no-native-tls offline no-offline no-progress no-config help preview
      no-preview`),
  ],
  clusters: true,
  elsewhere:
    '--index --default-index -i --index-url --extra-index-url -f --find-links --no-index --config-file --directory --project --with-editable',
});

/** https://pipx.pypa.io/stable/docs/ (`pipx run --help`) */
export const PIPX: OptionTable = table({
  values: words('--spec --with --python -i --index-url --pip-args --backend'),
  switches: words(
    '--no-cache --path --pypackages --system-site-packages --fetch-missing-python -v --verbose -q --quiet -h --help',
  ),
  clusters: true,
  elsewhere: '-i --index-url --pip-args',
});

/** https://docs.docker.com/reference/cli/docker/container/run/ (Docker 28); podman understands the same. */
export const DOCKER_RUN: OptionTable = table({
  values: [
    ...words('-a -c -e -h -l -m -p -u -v -w'),
    ...long(`add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile
      cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems
      detach-keys device device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns dns-opt
      dns-option dns-search domainname entrypoint env env-file expose gpus group-add health-cmd health-interval health-retries
      health-start-interval health-start-period health-timeout hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation
      kernel-memory label label-file link link-local-ip log-driver log-opt mac-address memory memory-reservation memory-swap
      memory-swappiness mount name net net-alias network network-alias oom-score-adj pid pids-limit platform publish pull
      restart runtime security-opt shm-size stop-signal stop-timeout storage-opt sysctl tmpfs ulimit user userns uts volume
      volume-driver volumes-from workdir`),
  ],
  switches: [
    ...words('-d -i -t -P -q'),
    ...long(`detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet
      read-only rm sig-proxy tty use-api-socket`),
  ],
  clusters: true,
});
