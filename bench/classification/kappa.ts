/**
 * Cohen's kappa of two readings of the same items: agreement beyond what their frequencies give by chance
 * (https://en.wikipedia.org/wiki/Cohen%27s_kappa).
 *
 * @returns rounded to three digits; 1 where both always give one and the same answer, `undefined` without items
 */
export function kappa(pairs: readonly (readonly [string, string])[]): number | undefined {
  if (pairs.length === 0) return undefined;
  const firsts = new Map<string, number>();
  const seconds = new Map<string, number>();
  let agreed = 0;
  for (const [first, second] of pairs) {
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
    if (first === second) agreed++;
  }
  const observed = agreed / pairs.length;
  let chance = 0;
  for (const [answer, count] of firsts) chance += (count * (seconds.get(answer) ?? 0)) / pairs.length ** 2;
  return chance === 1 ? 1 : Math.round(((observed - chance) / (1 - chance)) * 1000) / 1000;
}
