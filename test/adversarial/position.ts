import type { Teller } from './base-tool.ts';
import type { Subject } from './subject.ts';

/** A place where a text can be hidden. */
export interface Position {
  id: string;
  /** Puts the text there; `undefined` where the tool has no such place. */
  place: (subject: Subject, text: string) => Subject | undefined;
  /** The teller that loses its meaning there; the tool must have another one for the case to be fair. */
  costs?: Teller;
  /** `true` where the text stands in front of the description, so that it may turn that into somebody else's words. */
  precedes?: boolean;
  /** `true` where the text stands inside a phrase of the description. */
  splits?: boolean;
  /** `true` where a sentence would be read as part of the definition of the tool's statements. */
  defines?: boolean;
}
