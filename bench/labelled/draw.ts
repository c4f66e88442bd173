import { sha256 } from '../../catalog/definition-hash.ts';

/** At most so many tools of a server, so that no server outweighs the others; most have fewer. */
const QUOTA = 30;
/** One server with hundreds of tools of unrelated subjects may give more: it holds most of what moves money. */
const LARGE = { above: 200, quota: 100 } as const;

/**
 * Words by which rare tools are found, in the name first, then in the description too. They know nothing of any classifier;
 * a tool that has one is not thereby dangerous, it is only more likely to be drawn.
 */
const STRATA = {
  money:
    /\b(pay|payment|payments|purchase|order|orders|refund|buy|sell|trade|transfer|withdraw|billing|subscription|renew|renewal|charge|checkout|invoice|margin|leverage)\b/,
  secrets:
    /\b(secret|secrets|password|passwords|token|tokens|credential|credentials|api key|private key|private keys|env|environment variable|environment variables|jwt|authorization code|login link|login links)\b/,
  execution:
    /\b(run|runs|execute|executes|exec|command|commands|script|sql|shell|evaluate|javascript|build|deploy|deploys|redeploy|restart|start|stop|launch|install|click|type|press|navigate|query|helm)\b/,
  deletion:
    /\b(delete|deletes|deleted|remove|removes|destroy|drop|purge|reset|revoke|uninstall|terminate|wipe|clear|recreate|permanently|force|prune|discard)\b/,
  access: /\b(permission|permissions|role|roles|member|members|user|users|team|teams|access|owner|firewall|key|keys)\b/,
} as const;

/** Why a tool is in the sample: its server gave all it has, the plain random share, or one of the strata. */
export const SHARES = ['all', 'plain', ...(Object.keys(STRATA) as (keyof typeof STRATA)[])] as const;
export type Share = (typeof SHARES)[number];

export interface Drawable {
  name: string;
  description?: string | undefined;
}

/**
 * Draws the tools of one server: all of them up to the quota; of more, half of the quota at random and the rest in turn
 * from the strata, then at random again where they run dry. "At random" is the order of a hash over seed, server and
 * name, so that the same list gives the same sample everywhere, and nothing depends on the order of the list.
 *
 * @returns index in `tools` and share, in the order of the list
 */
export function draw(seed: string, server: string, tools: readonly Drawable[]): { index: number; share: Share }[] {
  const quota = tools.length > LARGE.above ? LARGE.quota : QUOTA;
  if (tools.length <= quota) return tools.map((_, index) => ({ index, share: 'all' }));
  const shuffled = tools
    .map((tool, index) => ({ index, texts: textsOf(tool), rank: sha256(JSON.stringify([seed, server, tool.name])) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const drawn = new Map<number, Share>();
  for (const { index } of shuffled.slice(0, Math.ceil(quota / 2))) drawn.set(index, 'plain');
  const strata = Object.entries(STRATA) as [keyof typeof STRATA, RegExp][];
  for (let found = true; found && drawn.size < quota;) {
    found = false;
    for (const [share, words] of strata) {
      const left = shuffled.filter(({ index }) => !drawn.has(index));
      const next = left.find(({ texts }) => words.test(texts.name)) ?? left.find(({ texts }) => words.test(texts.all));
      if (next === undefined || drawn.size === quota) continue;
      drawn.set(next.index, share);
      found = true;
    }
  }
  for (const { index } of shuffled) if (drawn.size < quota && !drawn.has(index)) drawn.set(index, 'plain');
  return [...drawn].map(([index, share]) => ({ index, share })).sort((a, b) => a.index - b.index);
}

/** In lower case, `deleteAll_files` as "delete all files". */
function textsOf({ name, description = '' }: Drawable): { name: string; all: string } {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  return { name: words, all: `${words} ${description.toLowerCase()}` };
}
