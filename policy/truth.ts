/** Kleene's three truth values. `unknown` is what cannot be judged; it always ends in a denial. */
export type Truth = boolean | 'unknown';

/** Kleene AND: one false makes it false, else one unknown makes it unknown. Of nothing: true. */
export function allOf(truths: Iterable<Truth>): Truth {
  let result: Truth = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth === 'unknown') result = truth;
  }
  return result;
}

/** Kleene OR: one true makes it true, else one unknown makes it unknown. Of nothing: false. */
export function anyOf(truths: Iterable<Truth>): Truth {
  return not(allOf(Iterator.from(truths).map(not)));
}

/** Kleene NOT: unknown stays unknown. */
export function not(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}
