import type { Reading } from '../../reading.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Scripts that a machine runs later: when it starts, by the clock, or when something happens. */
const LATER = wordSet(
  'install startup init boot automation shell bash cron hook launch lifecycle bootstrap provisioning setup userdata',
);
const STORES: ReadonlySet<string> = new Set(['make', 'create', 'update']);
const STORED_NAMES = /^(?:content|contents|body|script|script_body|source|code|text|data)$/;

/** "Update a post-install script": what is kept here runs on a machine. */
export function storesScript({ actions }: Reading): boolean {
  return actions.some(
    ({ where, sense, object }) =>
      (where === 'name' || where === 'title' || where === 'head') &&
      STORES.has(sense) &&
      object.at(-1) === 'script' &&
      object.some((word) => LATER.has(word)),
  );
}

/** `true` for the name of an argument that holds the text of what is stored. */
export function isStoredText(name: string): boolean {
  return STORED_NAMES.test(name);
}

/** Arguments whose text a new machine runs when it starts. */
export const MACHINE_SCRIPT =
  /^(?:user_data|userdata|cloud_init|cloud_init_script|cloud_init_config|cloud_config|startup_script|boot_script|setup_script|bootstrap_script|post_install_script|pre_install_script|install_script)$/;
