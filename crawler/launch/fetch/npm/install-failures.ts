import { cleanText } from '../../clean-text.ts';
import type { FetchFailure } from '../fetch-failure.ts';

/** What pnpm says when an install fails, and what it means; the first row that matches counts. */
const REASONS: [pattern: RegExp, code: FetchFailure['code'], meaning: string][] = [
  [
    /ERR_PNPM_EXOTIC_SUBDEP|ERR_PNPM_GIT_/,
    'install-failed',
    'A dependency does not come from the npm registry (git or URL), which is not allowed',
  ],
  [
    /ERR_PNPM_NO_MATCHING_VERSION|ERR_PNPM_NO_VERSIONS/,
    'install-failed',
    'A dependency asks for a version that does not exist',
  ],
  [
    /ERR_PNPM_FETCH_404|ERR_PNPM_PACKAGE_NOT_FOUND/,
    'install-failed',
    'A dependency does not exist in the npm registry',
  ],
  [/ERR_PNPM_TARBALL_INTEGRITY|integrity/i, 'install-failed', 'A tarball does not match its integrity'],
  [/ENOSPC|No space left/i, 'too-large', 'It does not fit into the space that an installation may use'],
  [/File too large|EFBIG/i, 'too-large', 'It holds a file above the size limit'],
  [/ERR_PNPM_FETCH_5\d\d/, 'registry-unavailable', 'The npm registry answered with an error'],
];

/**
 * Turns the installer's output into an outcome.
 *
 * @param output standard output and error of pnpm, untrusted (it quotes package names and URLs)
 */
export function installFailure(output: string): FetchFailure {
  const row = REASONS.find(([pattern]) => pattern.test(output));
  const said = errorLine(output);
  const quote = said === undefined ? '' : `: ${said}`;
  if (row === undefined) return { code: 'install-failed', detail: `pnpm failed${quote}` };
  return { code: row[1], detail: `${row[2]}${quote}` };
}

/** pnpm draws the chain of causes as a tree; the last branch is the deepest cause. */
function errorLine(output: string): string | undefined {
  const deepest = /╰─▶ ([^]*?)(?:\n\s*\n|\n\s*help:|$)/.exec(output)?.[1];
  const line = deepest ?? output.split('\n').find((text) => /ERR_PNPM|error/i.test(text));
  return line && cleanText(line).replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
