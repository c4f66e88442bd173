import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { Rejected } from '../catalog/errors.ts';
import { firstIssue } from '../catalog/model/loose-array.ts';
import { formatPolicy } from '../policy/format-policy.ts';
import { loadPolicy } from '../policy/load.ts';
import { formatProblems } from '../policy/problem.ts';
import { AttackFile, type AttackPattern } from './model.ts';

/** Where the patterns are kept; they come with Toolgate and are changed by pull request. */
export const ATTACKS_FOLDER = resolve(import.meta.dirname, '../data/attacks');

/** Names that would not stay one address or one file everywhere. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Reads every `*.yaml` of a folder, each one pattern; its name is the pattern's slug.
 *
 * @returns the patterns in the order of their numbers
 * @throws Rejected naming the file and the field for what is no pattern, for a number given twice, and for a policy that the
 *   strict loader refuses
 */
export function loadAttacks(folder: string = ATTACKS_FOLDER): AttackPattern[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const patterns = files.map((file) => loadPattern(folder, file)).sort((a, b) => a.number - b.number);
  for (const [i, pattern] of patterns.entries()) {
    const before = patterns[i - 1];
    if (before?.number === pattern.number)
      throw rejected(pattern.slug, `has the number ${pattern.number} of ${before.slug}`);
  }
  return patterns;
}

let known: readonly AttackPattern[] | undefined;

/** The patterns that come with Toolgate, read once. */
export function attackPatterns(): readonly AttackPattern[] {
  return (known ??= loadAttacks());
}

function loadPattern(folder: string, file: string): AttackPattern {
  const slug = file.slice(0, -'.yaml'.length);
  if (!SLUG.test(slug)) throw rejected(slug, 'is no slug: lower-case words joined by hyphens');
  const parsed = AttackFile.safeParse(contentOf(join(folder, file), slug));
  if (!parsed.success) throw rejected(slug, firstIssue(parsed.error));
  const loaded = loadPolicy(JSON.stringify(parsed.data.rule.policy));
  if ('problems' in loaded)
    throw rejected(slug, `has a policy that does not load: ${formatProblems(loaded.problems, 'rule.policy')}`);
  return { slug, ...parsed.data, policyText: formatPolicy(loaded.policy) };
}

function contentOf(path: string, slug: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw rejected(slug, 'is no YAML', cause);
  }
}

const rejected = (slug: string, message: string, cause?: unknown) =>
  new Rejected(`attack pattern ${slug}: ${message}`, { cause, hint: 'data/attacks/README.md describes the fields.' });
