import type { OutputDirectory } from '../../output/output-directory.ts';
import { sourceHash } from '../../output/source-hash.ts';
import { POLICY_SCRIPT } from '../links.ts';
import { policyScript } from './script-bundle.ts';

/** What the script is made of; the manifest stands for the libraries. */
const PROGRAM = [
  'site/policy-try',
  'policy',
  'catalog/canonical-json.ts',
  'catalog/hidden-characters.ts',
  'catalog/json-hygiene.ts',
  'package.json',
];

/**
 * Publishes the script of the page on which policies are tried; it is made anew only when its sources changed.
 *
 * @returns how many files changed
 */
export async function writePolicyScript(root: string, output: OutputDirectory): Promise<number> {
  const path = POLICY_SCRIPT.slice(1);
  const key = sourceHash(root, PROGRAM);
  if (output.isCurrent(path, key)) return 0;
  return Number(output.write(path, key, await policyScript(root)) === 'written');
}
