import type { Category, Level } from '../../catalog/model/rubric.ts';

/** A server as the index knows it. */
export interface IndexedServer {
  id: number;
  slug: string;
  name: string;
  publisher: string;
  tools: IndexedTool[];
}

export interface IndexedTool {
  id: number;
  name: string;
  definitionHash: string;
  category: Category | null;
  level: Level | null;
  versions: number;
  /** The explicit hints of the protocol, as JSON; undefined when none is set. */
  hints: string | undefined;
}

/** A finding about others names no more of them. */
export const MOST_SERVERS_NAMED = 20;
