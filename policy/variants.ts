/** Whole-server policies to choose from, each allowing no more than the one before it. */
import type { Level } from '../catalog/model/rubric.ts';
import type { Limit, Policy, ToolRules } from './model.ts';
import { recommendForServer, type ClassifiedTool } from './recommend.ts';
import { WILDCARD } from './tool-name-map.ts';

/** What a variant is made from: a tool's name and both parts of its verdict. */
export interface RatedTool extends ClassifiedTool {
  level: Level;
}

export const VARIANT_IDS = ['recommended', 'readOnly', 'strict'] as const;
export type VariantId = (typeof VARIANT_IDS)[number];
export type PolicyVariants = Record<VariantId, Policy>;

/** What the variants are called where names are addresses: of files, of rows of the download, of parts of a page. */
export const VARIANT_FILES = {
  recommended: 'recommended',
  readOnly: 'read-only',
  strict: 'strict',
} as const satisfies Record<VariantId, string>;

/** How a variant is offered. `says` is true of the policy that {@link policyVariants} makes of any list of tools. */
interface VariantRow {
  id: VariantId;
  label: string;
  says: string;
}

/** Calls a minute that the strict variant allows one tool: as often as the rubric lets a tool write (section 4). */
const STRICT_EACH = 30;
/** Calls a minute of all tools together: two tools at their own limit, so that spreading a loop over many gains little. */
const STRICT_TOGETHER = 60;

/** The variants in the order in which they are offered, from the most open to the strictest. */
export const VARIANT_TABLE: readonly VariantRow[] = [
  { id: 'recommended', label: 'Recommended', says: 'Each tool has the rule that its own page recommends.' },
  {
    id: 'readOnly',
    label: 'Reading only',
    says: 'Tools of the category Read may be called, whatever their level. No other tool may be called.',
  },
  {
    id: 'strict',
    label: 'Strict',
    says: `Only tools of the category Read that are rated Low may be called: each at most ${STRICT_EACH} times a minute, and all together at most ${STRICT_TOGETHER} times a minute. No other tool may be called.`,
  },
];

/**
 * The variants for the tools of a server, in documented version 1 syntax. In every one the default is deny, so that a tool
 * that the server adds later may not be called. Same tools in any order, same policies.
 */
export function policyVariants(tools: readonly RatedTool[]): PolicyVariants {
  return {
    recommended: recommendForServer(tools),
    readOnly: onlyThose(
      tools,
      ({ category }) => category === 'Read',
      () => ({}),
    ),
    strict: {
      ...onlyThose(
        tools,
        ({ category, level }) => category === 'Read' && level === 'Low',
        (name) => ({
          limits: [perMinute(`${name}_rate`, STRICT_EACH)],
        }),
      ),
      // No tool's own counter can have this name: those end in "_rate", and limits that share a counter must agree.
      all_tools: { limits: [perMinute('every_call', STRICT_TOGETHER)] },
    },
  };
}

/** Rules for the tools that pass, the others hidden. A name that is listed twice must pass each time. */
function onlyThose(
  tools: readonly RatedTool[],
  passes: (tool: RatedTool) => boolean,
  rulesOf: (name: string) => ToolRules,
): Policy {
  const passed = new Map<string, boolean>();
  for (const tool of tools) {
    // As in the recommendation, `*` and a tool without a name are never named; the default denies them.
    if (tool.name === WILDCARD || tool.name === '') continue;
    passed.set(tool.name, passes(tool) && passed.get(tool.name) !== false);
  }
  const hide: string[] = [];
  // No prototype, so that a tool called __proto__ gets its rule.
  const rules: Record<string, ToolRules> = Object.create(null);
  for (const [name, allowed] of [...passed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (allowed) rules[name] = rulesOf(name);
    else hide.push(name);
  }
  return {
    version: '1',
    default: 'deny',
    ...(hide.length > 0 && { hide }),
    ...(Object.keys(rules).length > 0 && { tools: rules }),
  };
}

const perMinute = (counter: string, max: number): Limit => ({ counter, window: 'minute', max, scope: 'grant' });
