/** As much of a message as is looked at. */
const MOST = 4000;

/**
 * What an error says, for a text that is published: without paths of this machine, of which only the last name is left. What is
 * no path (`https://…`, `a/b`) stays.
 */
export function troubleOf(error: unknown): string {
  const message = error instanceof Error ? error.message.slice(0, MOST).trim() : 'unknown';
  return message.replace(
    /(?<![\w:/.@-])\/(?:[^\s'"`,:;()/]+\/)+([^\s'"`,:;()/]*)/g,
    (_, last: string) => `…/${last.slice(0, 60)}`,
  );
}
