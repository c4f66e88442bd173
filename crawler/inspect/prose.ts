/** Words of so many letters are kept. */
const WORD = /[a-z]{4,24}/g;
const LONGEST_PROSE = 4000;

/** Stands for "more than one publisher" where one is noted. */
const SEVERAL = '*';

/** The words that descriptions are written with, to tell a misspelled word from a rare one. */
export class Prose {
  readonly #writers = new Map<string, string>();

  add(publisher: string, description: string): void {
    for (const [word] of description.slice(0, LONGEST_PROSE).toLowerCase().matchAll(WORD)) {
      const known = this.#writers.get(word);
      if (known === undefined) this.#writers.set(word, publisher);
      else if (known !== publisher) this.#writers.set(word, SEVERAL);
    }
  }

  /** Whether more than one publisher writes the word. */
  isShared(word: string): boolean {
    return this.#writers.get(word) === SEVERAL;
  }
}
