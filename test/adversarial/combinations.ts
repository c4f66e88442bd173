import type { AdversarialCase } from './adversarial-case.ts';
import type { BaseTool } from './base-tool.ts';
import { isFair } from './grid.ts';
import { POSITIONS } from './positions.ts';
import { numberOf, seeded, shuffled } from './seeded.ts';
import { subjectOf } from './subject.ts';
import { TEMPLATES } from './templates.ts';

const SEED = 20_261_121;

/** Two to four texts in as many places of one tool, drawn with a fixed seed. */
export function* combinations(
  bases: readonly BaseTool[],
  perTool: number,
  wanted: (id: string) => boolean = () => true,
): Generator<AdversarialCase> {
  for (const base of bases) {
    const clean = subjectOf(base);
    for (let index = 0; index < perTool; index++) {
      const id = `${base.tool.name}/${index}`;
      if (!wanted(id)) continue;
      const { subject, used } = combine(base, clean, seeded(SEED ^ numberOf(id)));
      const by = { texts: String(used.length), tool: base.tool.name };
      if (used.length > 1) yield { id: `${id}/${used.join('+')}`, subject, against: clean, by };
    }
  }
}

function combine(base: BaseTool, clean: ReturnType<typeof subjectOf>, random: () => number) {
  const target = { name: base.tool.name, sibling: String(clean.server.siblings.at(-1)?.['name']) };
  const places = shuffled(POSITIONS, random).slice(0, 2 + Math.floor(random() * 3));
  const texts = shuffled(TEMPLATES, random);
  // Every place that costs a teller leaves one less for the next.
  let left = base;
  let subject = clean;
  const used: string[] = [];
  places.forEach((position, at) => {
    const template = texts[at];
    if (template === undefined || !isFair(left, template, position)) return;
    const changed = position.place(subject, template.text(target));
    if (changed === undefined) return;
    const reframed = template.reframes === true && position.precedes === true ? 'description' : position.costs;
    left = { ...left, tellers: left.tellers.filter((teller) => teller !== reframed) };
    subject = changed;
    used.push(`${template.id}@${position.id}`);
  });
  return { subject, used };
}
