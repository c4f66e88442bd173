import type { Certainty, Effect } from '../../../../catalog/model/fact.ts';

/** What code can reach. */
export type Capability =
  | 'runs a program'
  | 'runs code'
  | 'writes files'
  | 'deletes files'
  | 'asks the network'
  | 'changes something over the network'
  | 'deletes something over the network'
  | 'queries a database'
  | 'changes a database'
  | 'deletes from a database'
  | 'hands out environment variables';

/** A call that reaches something outside the function. */
export interface Sink {
  capability: Capability;
  /** Global, over code whose strings and comments are blank; ends with the opening bracket of the call. */
  call: RegExp;
  /** What its arguments must say, over the code as it is. */
  arguments?: RegExp;
  /** What the call lets a caller do; absent where it only reads. */
  effect?: { value: Effect; object?: string };
  /** How sure it is that a caller reaches that effect, by the arguments as they are. */
  certainty?: (args: string) => Certainty;
}
