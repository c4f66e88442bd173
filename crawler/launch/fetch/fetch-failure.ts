import type { OutcomeCode } from '../../../catalog/model/launch.ts';

/** An ending of the fetch phase that is not a package. */
export interface FetchFailure {
  code: Extract<
    OutcomeCode,
    | 'not-found'
    | 'no-matching-version'
    | 'too-large'
    | 'install-failed'
    | 'fetch-timed-out'
    | 'registry-unavailable'
    | 'needs-build'
    | 'wrong-platform'
    | 'digest-mismatch'
    | 'unsafe-archive'
    | 'runtime-too-old'
    | 'no-entry-point'
    | 'auth-required'
    | 'address-refused'
    | 'redirected'
    | 'launcher-incomplete'
  >;
  detail: string;
}

/** The sandbox could not be built; says nothing about the package. */
export class SandboxFailed extends Error {}
