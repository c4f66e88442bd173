import { cleanText } from '../../clean-text.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import { projectName } from './project-name.ts';

/** What pip says when an installation fails, and what it means; the first row that matches counts. */
const REASONS: [pattern: RegExp, code: FetchFailure['code'], meaning: string][] = [
  [/DO NOT MATCH THE HASHES/i, 'digest-mismatch', 'A wheel does not have the hash that the index states'],
  [
    /require a different python version|requires a different Python|Requires-Python/i,
    'runtime-too-old',
    'It asks for another version of Python',
  ],
  [/No space left|ENOSPC/i, 'too-large', 'It does not fit into the space that an installation may use'],
  [/File too large|EFBIG/i, 'too-large', 'It holds a file above the size limit'],
  [/ResolutionImpossible|conflicting dependencies/i, 'install-failed', 'Its dependencies contradict each other'],
  [
    /HTTP error 5\d\d|5\d\d (?:Server|Client) Error/i,
    'registry-unavailable',
    'The Python index answered with an error',
  ],
];

/**
 * Turns pip's output into an outcome. A project without any fitting wheel is told apart by name: one that was asked for has
 * wheels, but not for this system (see choose-files.ts).
 *
 * @param output standard output and error of pip, untrusted
 */
export function pipFailure(output: string, name: string): FetchFailure {
  const row = REASONS.find(([pattern]) => pattern.test(output));
  const line = output.split('\n').find((text) => text.startsWith('ERROR: '));
  const said = line === undefined ? '' : `: ${cleanText(line).slice(7).trim().slice(0, 300)}`;
  if (row !== undefined) return { code: row[1], detail: `${row[2]}${said}` };
  const missing = missingProject(output);
  if (missing === undefined) return { code: 'install-failed', detail: `pip failed${said}` };
  if (projectName(missing) === projectName(name)) {
    return {
      code: 'wrong-platform',
      detail: `It has no wheel for the Python and the processor of this machine${said}`,
    };
  }
  return { code: 'install-failed', detail: `There is no wheel of ${missing}, which it needs${said}` };
}

/** The project that pip found nothing of. */
export function missingProject(output: string): string | undefined {
  return /No matching distribution found for ([A-Za-z0-9][A-Za-z0-9._-]{0,199})/.exec(output)?.[1];
}
