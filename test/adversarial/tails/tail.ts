import type { Category, Level } from '../../../catalog/model/rubric.ts';

/** What follows the sentence that says that a tool reads. */
export interface Tail {
  id: string;
  text: string;
  /** `true` for what goes on with the sentence itself. */
  continues: boolean;
  category: Category;
  level: Level;
}

type Said = `${Category} ${Level}`;

/** Tails of one class with one verdict. Those that start with a small letter, a comma or a bracket go on with the sentence. */
export function tails(group: string, said: Said, texts: readonly string[]): Tail[] {
  const [category, level] = said.split(' ') as [Category, Level];
  return texts.map((text, index) => ({
    id: `${group}-${index + 1}`,
    text,
    continues: /^[a-z,(;]/.test(text),
    category,
    level,
  }));
}
