/** What a template may speak about: the tool it is hidden in, and a tool beside it. */
export interface Target {
  name: string;
  sibling: string;
}

/** A text that wants the tool that carries it to be judged milder. */
export interface Template {
  id: string;
  family: 'affix' | 'claim' | 'forged-verdict' | 'imitation' | 'language' | 'hiding' | 'padding' | 'framing';
  text: (target: Target) => string;
  /**
   * `true` for a text that turns what stands behind it into somebody else's words ("Quoted from another tool:"). In front
   * of a description that alone tells, such a text is not steering but another meaning, so it is not put there.
   */
  reframes?: boolean;
  /**
   * `true` for a text that names the rubric's one opening, statements that are restricted to reading. Said in the
   * description of a tool that takes statements, it is a definition and not a claim, so it is not put there.
   */
  opening?: boolean;
  /** `true` for a word that becomes a part of the phrase that it is put into ("an access token count"): not put inside one. */
  merges?: boolean;
}

/** Templates of one family whose text does not depend on the tool. */
export function templates(family: Template['family'], texts: Readonly<Record<string, string>>): Template[] {
  return Object.entries(texts).map(([id, text]) => ({ id, family, text: () => text }));
}
