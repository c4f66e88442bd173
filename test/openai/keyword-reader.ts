/** A tool as it stands in a request. */
export interface ShownTool {
  id: string;
  tool: { name: string; description?: string; inputSchema?: { properties?: Record<string, unknown> } };
  removed?: string[];
  truncated?: string[];
}

/** A fact as the answer schema has it. */
export interface ShownFact {
  claim: string;
  object: string;
  reversibility: string;
  certainty: string;
  field: string;
  quote: string;
}

const EFFECTS: readonly [RegExp, string][] = [
  [/delet\w*|remov\w*|purg\w*|wip\w*/i, 'effect:delete'],
  [/transfer\w*|pay\w*|refund\w*/i, 'effect:transfer'],
  [/run\w*|execut\w*/i, 'effect:execute'],
  [/send\w*|post\w*/i, 'effect:send'],
  [/creat\w*|add\w*/i, 'effect:create'],
  [/updat\w*|chang\w*/i, 'effect:update'],
  [/get\w*|list\w*|read\w*|search\w*|return\w*|show\w*/i, 'effect:read'],
];

/**
 * Reads a tool as a very simple model would, knowing nothing of Toolgate's own rules: the gravest keyword of the name, else of
 * the description, and arguments called `command` and `url`.
 */
export function readByKeywords({ tool }: ShownTool): ShownFact[] {
  const facts: ShownFact[] = [];
  const add = (claim: string, field: string, quote: string) =>
    facts.push({ claim, object: 'other', reversibility: 'unknown', certainty: 'clear', field, quote });
  for (const [field, text] of [
    ['/name', tool.name],
    ['/description', tool.description ?? ''],
  ] as const) {
    const found = EFFECTS.map(([pattern, claim]) => ({ claim, quote: pattern.exec(text)?.[0] })).find(
      ({ quote }) => quote,
    );
    if (found?.quote === undefined || facts.length > 0) continue;
    add(found.claim, field, found.quote);
  }
  for (const [name, claim] of [
    ['command', 'argument:shell'],
    ['url', 'argument:url'],
  ] as const) {
    if (Object.hasOwn(tool.inputSchema?.properties ?? {}, name)) add(claim, `/inputSchema/properties/${name}`, name);
  }
  return facts;
}
