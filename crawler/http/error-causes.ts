const DEEPEST = 6;
/** Several addresses of one host fail as several errors in one. */
const MOST_AT_ONCE = 10;

/** An error and what caused it, outermost first: `fetch` wraps what the connection threw, libraries wrap that once more. */
export function errorCauses(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth >= DEEPEST) return [];
  const several = error instanceof AggregateError ? (error.errors as unknown[]).slice(0, MOST_AT_ONCE) : [];
  return [error, ...[error.cause, ...several].flatMap((one) => errorCauses(one, depth + 1))];
}

/** The codes among them (`ECONNREFUSED`, `UND_ERR_SOCKET`), outermost first. */
export function errorCodes(error: unknown): string[] {
  return errorCauses(error).flatMap((one) => ('code' in one && typeof one.code === 'string' ? one.code : []));
}
