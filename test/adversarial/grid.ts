import type { AdversarialCase } from './adversarial-case.ts';
import type { BaseTool } from './base-tool.ts';
import type { Position } from './position.ts';
import { POSITIONS } from './positions.ts';
import { subjectOf } from './subject.ts';
import type { Template } from './template.ts';
import { TEMPLATES } from './templates.ts';

/** Every text in every place of every tool, where that is fair. Nothing is kept: a caller that only counts needs no memory. */
export function* grid(
  bases: readonly BaseTool[],
  wanted: (id: string) => boolean = () => true,
  texts: readonly Template[] = TEMPLATES,
  places: readonly Position[] = POSITIONS,
): Generator<AdversarialCase> {
  for (const base of bases) {
    const clean = subjectOf(base);
    const target = { name: base.tool.name, sibling: String(clean.server.siblings.at(-1)?.['name']) };
    for (const template of texts) {
      const text = template.text(target);
      for (const position of places) {
        const id = `${base.tool.name}/${template.id}/${position.id}`;
        if (!wanted(id) || !isFair(base, template, position)) continue;
        const subject = position.place(clean, text);
        if (subject === undefined) continue;
        const by = { template: template.id, position: position.id, tool: base.tool.name };
        yield { id, subject, against: clean, by };
      }
    }
  }
}

/** A case is fair when the definition still says what the tool does, however loudly something else contradicts it. */
export function isFair({ tellers, facets }: BaseTool, template: Template, position: Position): boolean {
  if (position.costs !== undefined && tellers.every((teller) => teller === position.costs)) return false;
  if (template.merges === true && position.splits === true) return false;
  const inTheirWords = template.reframes === true && position.precedes === true;
  if (inTheirWords && tellers.every((teller) => teller === 'description')) return false;
  return !(template.opening === true && position.defines === true && facets.includes('freeform-sql'));
}
