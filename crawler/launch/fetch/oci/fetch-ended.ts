import type { FetchFailure } from '../fetch-failure.ts';

/** Thrown inside of this folder where a fetch ends; callers of the folder see only the {@link FetchFailure}. */
export class FetchEnded extends Error {
  readonly failure: FetchFailure;
  constructor(code: FetchFailure['code'], detail: string) {
    super(detail);
    this.name = 'FetchEnded';
    this.failure = { code, detail: detail.slice(0, 500) };
  }
}
