import { isBlank } from '../../catalog/blank-text.ts';
import { ALL_LEVELS } from '../../catalog/model/rubric-order.ts';
import type { Level } from '../../catalog/model/rubric.ts';
import type { ServerView } from '../../catalog/store/reader.ts';

/** What the pictures of a server show, and nothing else: as long as it is the same, they are not made again. */
export interface ServerCard {
  name: string;
  tools: number;
  /** The worst level of its tools; absent without tools. */
  highest?: Level;
  /** Tools of each level, worst first; what has none comes last. */
  levels: readonly (readonly [level: Level, tools: number])[];
}

/** Characters of a name on a picture. */
const LONGEST = 60;

/**
 * What the font of the pictures has. Names of servers are mostly plain; one with other characters (other scripts, marks
 * that turn the direction, controls) is shown by the slug of its address instead, so that no picture shows empty boxes or
 * text in an order that nobody wrote.
 */
const DRAWABLE = /^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u024F\u0390-\u03CE\u0400-\u045F]+$/;

/** The model of a server's pictures. A verdict on an earlier definition does not count. */
export function serverCard({ server, tools }: ServerView): ServerCard {
  const counts = new Map<Level, number>();
  for (const { classification, definitionHash } of tools) {
    const level = classification?.definitionHash === definitionHash ? classification.level : 'Unclassified';
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const levels = ALL_LEVELS.map((level) => [level, counts.get(level) ?? 0] as const);
  const highest = levels.find(([, n]) => n > 0)?.[0];
  return {
    name: drawable(server.name, server.slug),
    tools: tools.length,
    ...(highest === undefined ? {} : { highest }),
    levels,
  };
}

function drawable(name: string, slug: string): string {
  const plain = DRAWABLE.test(name.slice(0, 2 * LONGEST)) && !isBlank(name) ? name : slug;
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1)}…`;
}

/** The counts in words, such as "3 critical, 1 low"; levels without tools are left out. */
export function countsInWords({ levels }: ServerCard): string {
  const present = levels.filter(([, n]) => n > 0);
  return present.length === 0
    ? 'no tools known'
    : present.map(([level, n]) => `${n} ${level.toLowerCase()}`).join(', ');
}
