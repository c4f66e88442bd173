import { LEG_TABLE, LEGS, legsOf, type Leg } from '../../../catalog/model/trifecta.ts';
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';
import { shortName } from '../text/cut-text.ts';

/** A leg of the trifecta and the tools that give it. */
export interface LegView {
  leg: Leg;
  /** For a sentence "It …", and for one about several: "2 tools …". */
  meaning: string;
  /** How many tools of a server have it. */
  count: number;
  /** The first of them, with their pages. */
  tools: { name: string; url: string }[];
}

const NAMED = 5;
const FEWEST = 2;

/**
 * The legs of a server: each one with the tools that give it; those that no tool has are left out. One leg alone leads nowhere and
 * is not told.
 */
export function serverLegs(server: string, tools: readonly ToolRecord[]): LegView[] {
  const having = LEGS.map((leg) => ({
    leg,
    tools: tools.filter((tool) => legsOf(tool.classification?.facets ?? []).includes(leg)),
  }));
  const present = having.filter((item) => item.tools.length > 0);
  if (present.length < FEWEST) return [];
  return present.map((item) => ({
    leg: item.leg,
    meaning: LEG_TABLE[item.leg].meaning,
    count: item.tools.length,
    tools: item.tools
      .slice(0, NAMED)
      .map(({ name, slug }) => ({ name: shortName(name, 120), url: toolUrl(server, slug) })),
  }));
}

/** The legs that a tool has by itself, under the same condition. */
export function toolLegs({ classification }: ToolRecord): LegView[] {
  const legs = legsOf(classification?.facets ?? []);
  if (legs.length < FEWEST) return [];
  return legs.map((leg) => ({
    leg,
    meaning: LEG_TABLE[leg].meaning,
    count: 1,
    tools: [],
  }));
}
