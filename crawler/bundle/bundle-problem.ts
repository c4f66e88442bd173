/** Why a bundle cannot be read: an expected ending, so a value. `detail` is a sentence without the final full stop. */
export interface BundleProblem {
  problem: 'not-a-bundle' | 'unsafe' | 'too-large' | 'wrong-hash';
  detail: string;
}

/** Thrown inside of this folder where a stream has to be left; callers of the folder see only {@link BundleProblem}. */
export class BadBundle extends Error {
  readonly ending: BundleProblem;
  constructor(problem: BundleProblem['problem'], detail: string) {
    super(detail);
    this.name = 'BadBundle';
    this.ending = { problem, detail };
  }
}
