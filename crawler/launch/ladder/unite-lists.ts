import type { LaunchOutcome, LaunchProfile } from '../../../catalog/model/launch.ts';
import { conditionOf } from './condition-of.ts';
import type { ToolList } from '../session/list-tools.ts';

/** The list of one start. */
export interface Listing extends ToolList {
  profile: LaunchProfile;
}

type United = Pick<LaunchOutcome, 'tools' | 'malformed' | 'detail' | 'listings' | 'conditional'>;

/**
 * The union of what several starts listed. Where two define a tool differently, the first one counts; a tool that one of
 * them lacks is conditional.
 *
 * @param listings one or more, the deciding one first
 * @param most tools that a server may have; further ones of later starts are left out
 */
export function uniteLists(listings: readonly Listing[], most: number): United {
  const [first, ...others] = listings as [Listing, ...Listing[]];
  const tools = new Map(first.tools.map((tool) => [tool.name, tool]));
  for (const { tools: more } of others) {
    for (const tool of more) if (!tools.has(tool.name) && tools.size < most) tools.set(tool.name, tool);
  }
  const names = listings.map((listing) => new Set(listing.tools.map(({ name }) => name)));
  const profiles = (name: string, listed: boolean) =>
    listings.flatMap(({ profile }, i) => (names[i]!.has(name) === listed ? [profile] : []));
  const conditional = [...tools.keys()].flatMap((name) => {
    const missingFrom = profiles(name, false);
    return missingFrom.length === 0 ? [] : [{ name, condition: conditionOf(profiles(name, true), missingFrom) }];
  });
  const united: United = {
    tools: [...tools.values()],
    malformed: first.malformed,
    detail: sentence(first, tools.size, conditional.length),
  };
  if (others.length > 0) united.listings = listings.map(({ profile }) => profile);
  if (conditional.length > 0) united.conditional = conditional;
  return united;
}

function sentence({ malformed }: Listing, count: number, conditional: number): string {
  const refused = malformed.length === 0 ? '' : `, ${malformed.length} more cannot be read`;
  const some = conditional === 0 ? '' : `, ${conditional} of them not with every start`;
  return `It listed ${count} ${count === 1 ? 'tool' : 'tools'}${some}${refused}.`;
}
