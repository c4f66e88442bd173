import type { Category } from '../catalog/model/rubric.ts';
import type { Policy, ToolRules } from './model.ts';
import { WILDCARD } from './tool-name-map.ts';

/** What a recommendation is made from: nothing but the name and the verdict. */
export interface ClassifiedTool {
  name: string;
  category: Category;
}

/** What stands in front of a tool: its rules, or leaving it out of the tool list. */
type Recommendation = 'hide' | ((name: string) => ToolRules);

const rateLimit = (max: number) => (name: string) => ({
  limits: [{ counter: `${name}_rate`, window: 'minute' as const, max, scope: 'grant' as const }],
});
const denyAlways = () => ({ deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] });

/** The one table for tool pages and server pages (rubric, section 4), from the most open rule to the strictest. */
const RECOMMENDED: ReadonlyMap<Category, Recommendation> = new Map<Category, Recommendation>([
  ['Read', () => ({})],
  ['Write', rateLimit(30)],
  ['Execute', rateLimit(10)],
  ['Financial', denyAlways],
  ['Unclassified', denyAlways],
  ['Destructive', 'hide'],
]);
const STRICTNESS = [...RECOMMENDED.keys()];

/** The policy that a tool's own page recommends: the tool's rule, and nothing else is allowed. */
export function recommendForTool(tool: ClassifiedTool): Policy {
  return recommendForServer([tool]);
}

/**
 * One policy for every tool of a server; each tool has the rule of its own page. Tools are sorted by name (code units;
 * JavaScript puts names that are whole numbers first). A name that is listed twice gets the strictest of its rules.
 *
 * A tool that is called `*` is never named (Toolgate's decision): `hide` would take the name for every tool, and readers
 * of the older format would take the key for every tool. Left out, it is denied by the default, whatever its category; so is a tool
 * without a name.
 */
export function recommendForServer(tools: readonly ClassifiedTool[]): Policy {
  const categories = new Map<string, Category>();
  for (const { name, category } of tools) {
    if (name === WILDCARD || name === '') continue;
    categories.set(name, stricter(category, categories.get(name)));
  }
  const hide: string[] = [];
  // No prototype, so that a tool called __proto__ gets its rule.
  const rules: Record<string, ToolRules> = Object.create(null);
  for (const [name, category] of [...categories].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // A category without a row cannot be; should it be, denying is right.
    const recommended = RECOMMENDED.get(category) ?? denyAlways;
    if (recommended === 'hide') hide.push(name);
    else rules[name] = recommended(name);
  }
  return {
    version: '1',
    default: 'deny',
    ...(hide.length > 0 && { hide }),
    ...(Object.keys(rules).length > 0 && { tools: rules }),
  };
}

function stricter(a: Category, b: Category | undefined): Category {
  return b === undefined || STRICTNESS.indexOf(a) > STRICTNESS.indexOf(b) ? a : b;
}
