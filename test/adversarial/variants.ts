import type { AdversarialCase } from './adversarial-case.ts';
import type { BaseTool } from './base-tool.ts';
import { subjectOf } from './subject.ts';
import type { Disguise } from './transformations/disguises.ts';
import { PARTS, disguise } from './transformations/rewrite.ts';
import { SHAPES } from './transformations/shapes.ts';

type Wanted = (id: string) => boolean;

/** Every tool with the words that give it away in every disguise: in its name, its description, its schema, everywhere. */
export function* disguised(
  bases: readonly BaseTool[],
  disguises: Readonly<Record<string, Disguise>>,
  wanted: Wanted,
): Generator<AdversarialCase> {
  for (const base of bases) {
    const clean = subjectOf(base);
    for (const [name, put] of Object.entries(disguises)) {
      for (const part of PARTS) {
        const id = `${base.tool.name}/${name}/${part}`;
        const subject = wanted(id) ? disguise(clean, base, put, part) : undefined;
        if (subject !== undefined) {
          yield { id, subject, against: clean, by: { disguise: name, part, tool: base.tool.name } };
        }
      }
    }
  }
}

/** Every tool, written in every other way. */
export function* reshaped(bases: readonly BaseTool[], wanted: Wanted): Generator<AdversarialCase> {
  for (const base of bases) {
    const clean = subjectOf(base);
    for (const [name, shape] of Object.entries(SHAPES)) {
      const id = `${base.tool.name}/${name}`;
      const subject = wanted(id) ? shape(clean) : undefined;
      if (subject !== undefined) yield { id, subject, against: clean, by: { shape: name, tool: base.tool.name } };
    }
  }
}
