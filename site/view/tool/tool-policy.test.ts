import { describe, expect, it } from 'vitest';
import { CATEGORIES, LEVELS } from '../../../catalog/model/rubric.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { catalogueReader } from '../../../catalog/store/reader.ts';
import { decide } from '../../../policy/decide.ts';
import { loadPolicy } from '../../../policy/load.ts';
import { AT, listTools } from '../../../test/browser/hostile-catalogue.ts';
import { temporaryStore } from '../../../test/temporary-store.ts';
import type { Prose } from '../text/prose.ts';
import { toolPolicy } from './tool-policy.ts';

const SHELL: ToolDefinition = {
  name: 'run_command',
  description: 'Run a shell command on the machine.',
  inputSchema: { type: 'object', properties: { command: { type: 'string' } } },
};

function policiesOf(tools: ToolDefinition[]) {
  const store = temporaryStore();
  const server = { name: 'example/one', description: '', packages: [], remotes: [] };
  const { id, slug } = store.servers.put({ identity: 'one', status: 'active', server }, AT);
  listTools(store, id, tools, 'imported', null);
  const view = catalogueReader(store).view(slug)!;
  return { view, policies: view.tools.map((tool) => toolPolicy(view, tool, tool.classification!)) };
}

const words = (prose: Prose) =>
  prose.map((part) => (typeof part === 'string' ? part : Object.values(part)[0])).join('');
const linksOf = (prose: Prose) =>
  prose.flatMap((part) => (typeof part === 'object' && 'url' in part ? [part.url] : []));

/** How the file ends a call. */
function ends(text: string, tool: string): string {
  const loaded = loadPolicy(text);
  if ('problems' in loaded) throw new Error(text);
  return decide(loaded.compiled, { tool }, { now: 0, nthNewest: () => undefined }).decision;
}

describe('site/view/tool/tool-policy.test.ts', () => {
  it('says of a limit on a shell that it stops no command, names the rules that do, and offers to keep the tool out', () => {
    const [policy] = policiesOf([SHELL]).policies;
    expect(words(policy!.effects[0]!)).toBe(
      'run_command may be called at most 10 times a minute by each client, with any arguments: that limits how often, not what.',
    );
    const [alone, through] = policy!.weigh;
    expect(words(alone!)).toBe(
      'The recommended rule follows from the category alone: it does not change with what raises this tool to Critical. If agents can do without this tool, keep it out; the strict policy of the whole server does.',
    );
    expect(linksOf(alone!)).toEqual(['#policy-stricter', '/tools/example-one/#policy-strict']);
    expect(linksOf(through!)).toContain('/attacks/code-and-input/code-execution-abuse/#rule');
    expect([ends(policy!.text, SHELL.name), ends(policy!.stricter!.text, SHELL.name)]).toEqual(['allow', 'hidden']);
  });

  it('says of a tool that hands out credentials that nothing stands in front of it', () => {
    const [policy] = policiesOf([
      { name: 'get_credential', description: 'Get all credentials and API keys of the account.' },
    ]).policies;
    expect(words(policy!.effects[0]!)).toContain('with any arguments and without a limit');
    expect(words(policy!.weigh[0]!)).toContain('what raises this tool to High');
    expect(policy!.stricter).toBeDefined();
  });

  const grid = [...CATEGORIES, 'Unclassified' as const].flatMap((category) =>
    [...LEVELS, 'Unclassified' as const].map((level) => ({ category, level })),
  );
  it.each(grid)('is true of $category and $level', (verdict) => {
    const { view } = policiesOf([SHELL, { ...SHELL, name: '*' }]);
    for (const tool of view.tools) {
      const { text, weigh, stricter } = toolPolicy(view, tool, verdict);
      const open = ends(text, tool.name) === 'allow';
      const grave = verdict.level === 'High' || verdict.level === 'Critical';
      expect(stricter === undefined ? undefined : ends(stricter.text, tool.name)).toBe(
        open && grave ? 'hidden' : undefined,
      );
      // Of a tool that no call gets through to, there is nothing to weigh.
      expect(open || weigh.length === 0).toBe(true);
      const anchors = weigh.flatMap(linksOf).filter((url) => url.startsWith('#'));
      expect(anchors).toEqual(stricter === undefined ? [] : ['#policy-stricter']);
      expect(weigh.map(words).join('\n')).not.toMatch(/undefined|\.\.|  | \.|\ba [AEIOU]|Unclassified/);
    }
  });
});
