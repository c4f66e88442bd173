import type { AdversarialCase, AdversarialSet } from './adversarial-case.ts';
import { DANGEROUS, READING } from './base-tools.ts';
import { hardNegatives } from './cases/hard-negatives.ts';
import { combinations } from './combinations.ts';
import { grid } from './grid.ts';
import { HONEST_POSITIONS } from './positions.ts';
import { subjectOf } from './subject.ts';
import { MISSPELLINGS, SPELLING_DISGUISES, UNICODE_DISGUISES } from './transformations/disguises.ts';
import { HONEST_TEMPLATES } from './templates.ts';
import { dangerousTails } from './tails/dangerous-tails.ts';
import { harmlessTails } from './tails/harmless-tails.ts';
import { tailCases } from './tails/tail-cases.ts';
import { TRANSLATED_CASES } from './translated-cases.ts';
import { disguised, reshaped } from './variants.ts';
import type { WrittenCase } from './written-case.ts';
import { WRITTEN_CASES } from './written-cases.ts';

const COMBINATIONS_PER_TOOL = 60;

/** Everything that is tried, the largest set last. */
export const ADVERSARIAL_SETS: readonly AdversarialSet[] = [
  {
    name: 'clean',
    about: 'the tools as they are: their verdict is the one of the rubric',
    failures: ['dropped', 'raised', 'unclassified'],
    cases: (wanted) =>
      listed(
        [...DANGEROUS, ...READING].map(({ tool, category, level }) => ({
          id: tool.name,
          tool: { ...tool },
          category,
          level,
        })),
        wanted,
        () => ({}),
      ),
  },
  {
    name: 'written',
    about: 'dangerous tools written by hand, each with the verdict of the rubric',
    failures: ['dropped'],
    cases: (wanted) => listed(WRITTEN_CASES, wanted, ({ id }) => ({ group: id.split('/')[0] ?? '' })),
  },
  {
    name: 'negatives',
    about: 'harmless tools about dangerous things: nothing may make them look worse than they are',
    failures: ['raised'],
    cases: (wanted) => listed(hardNegatives, wanted, ({ id }) => ({ group: id.split('/')[0] ?? '' })),
  },
  {
    name: 'harmless shapes',
    about: 'reading tools written in other ways: still reading',
    failures: ['raised', 'dropped'],
    cases: (wanted) => reshaped(READING, wanted),
  },
  {
    name: 'harmless texts',
    about: 'reading tools with texts that honest authors write as well: still reading',
    failures: ['raised', 'dropped', 'unclassified'],
    cases: (wanted) => grid(READING, wanted, HONEST_TEMPLATES, HONEST_POSITIONS),
  },
  {
    name: 'dangerous tails',
    about: 'a sentence that reads, and behind it, in other words than "It deletes …", what else the tool does',
    failures: ['dropped', 'unclassified'],
    cases: (wanted) => tailCases(dangerousTails, wanted),
  },
  {
    name: 'harmless tails',
    about: 'a sentence that reads, and behind it the same words as advice, condition, denial or data: still reading',
    failures: ['raised', 'dropped', 'unclassified'],
    cases: (wanted) => tailCases(harmlessTails, wanted),
  },
  {
    name: 'translated',
    about: 'tools described in other languages than English',
    failures: ['dropped'],
    cases: (wanted) => listed(TRANSLATED_CASES, wanted, ({ language, concept, told }) => ({ language, concept, told })),
  },
  {
    name: 'shapes',
    about: 'dangerous tools written in other ways: casing of names, schemas wrapped, sentences around',
    failures: ['dropped', 'unclassified'],
    cases: (wanted) => reshaped(DANGEROUS, wanted),
  },
  {
    name: 'disguised letters',
    about: 'the words that tell, in letters that look the same or are not seen',
    failures: ['dropped', 'unclassified'],
    cases: (wanted) => disguised(DANGEROUS, UNICODE_DISGUISES, wanted),
  },
  {
    name: 'disguised spelling',
    about: 'the words that tell, in spellings that people decode',
    failures: ['dropped'],
    cases: (wanted) => disguised(DANGEROUS, SPELLING_DISGUISES, wanted),
  },
  {
    name: 'misspelt words',
    about: 'the words that tell, with a slip of the pen: counted only, rules cannot tell it from another word',
    failures: [],
    cases: (wanted) => disguised(DANGEROUS, MISSPELLINGS, wanted),
  },
  {
    name: 'combinations',
    about: 'two to four steering texts at once, drawn with a fixed seed',
    failures: ['dropped', 'unclassified'],
    cases: (wanted) => combinations(DANGEROUS, COMBINATIONS_PER_TOOL, wanted),
  },
  {
    name: 'grid',
    about: 'every dangerous tool with every steering text in every place',
    failures: ['dropped', 'unclassified'],
    cases: (wanted) => grid(DANGEROUS, wanted),
  },
];

function* listed<T extends WrittenCase>(
  cases: readonly T[],
  wanted: (id: string) => boolean,
  by: (written: T) => Record<string, string>,
): Generator<AdversarialCase> {
  for (const written of cases) {
    if (!wanted(written.id)) continue;
    const { category, level } = written;
    yield { id: written.id, subject: subjectOf(written), against: { category, level }, by: by(written) };
  }
}
