import type { Evidence } from '../../catalog/model/classification.ts';
import type { Action } from './grammar/action.ts';
import type { ServerContext } from './server-context.ts';
import type { Sentence } from './text/sentences.ts';
import type { Word } from './text/words.ts';

/** What a string of a definition is there for. */
export type FieldRole =
  | 'name'
  | 'title'
  | 'description'
  | 'parameter-name'
  | 'parameter-text'
  | 'value'
  | 'annotation'
  | 'output-name'
  | 'output-text';

/** One string of a definition, or one member name, with the pointer that evidence gives for it. */
export interface Field {
  role: FieldRole;
  pointer: string;
  text: string;
  /** `true` when `text` is the name of the member that the pointer addresses. */
  isName: boolean;
}

/** An argument, declared in the schema or documented in the description ("Args: …"). */
export interface Parameter {
  name: string;
  words: Word[];
  description: string;
  /** Pointer of the string that `description` stands in. */
  textField: string;
  /** Quote that shows the argument. */
  evidence: Evidence;
  /** Declared JSON types; empty when unknown. */
  types: string[];
  /** String values to choose from, each with its evidence. */
  choices: { value: string; evidence: Evidence }[];
}

/** A definition, read once for all rules: every string, the arguments, the verbs. */
export interface Reading {
  fields: Field[];
  name: string;
  nameWords: Word[];
  description: string;
  sentences: Sentence[];
  parameters: Parameter[];
  /** `true` when the schema says which arguments there are. */
  declared: boolean;
  actions: Action[];
  /** The server's own annotations, as declared and therefore of any type. */
  hints: Readonly<Record<string, unknown>>;
  /** Folded, singular words of name, title and the first sentences: what the tool is about. */
  topic: ReadonlySet<string>;
  /** What the other tools of the server say. */
  beside: ServerContext;
  /** Why the definition could not be read whole; then nothing may be concluded from what was read. */
  incomplete?: string;
}
