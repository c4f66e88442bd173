import type { OutcomeCode, StepName } from '../../../catalog/model/launch.ts';
import type { Start } from './start.ts';
import type { Declared, PackageTexts } from './startable.ts';

/** An attempt that has ended without a list. */
export interface Tried {
  step: StepName;
  start: Start;
  code: OutcomeCode;
  detail: string;
  /** What it wrote to standard error, and to standard output beside the protocol; cleaned. */
  said: string;
  /** TCP ports that it listened on. */
  ports: readonly number[];
  /** Whether it has answered the handshake. */
  greeted: boolean;
}

/** Everything that a step may build on. */
export interface Known {
  declared: Declared;
  texts: Omit<PackageTexts, 'code'>;
  /** Texts of the package's own code; empty until the step that asks for them. */
  code: readonly string[];
  attempts: readonly Tried[];
  /** The attempt that came furthest: what it was started with is kept by every further one. */
  base: Tried;
  /** Whether the jail has a network of its own, so that every port in it is the server's. */
  ownNetwork: boolean;
}

/** A way to start that a step proposes. */
export interface Proposal {
  start: Start;
  /**
   * How far it is believed. `asked`: the server or its author asks for it, so any change for the better is kept. `guess`:
   * kept only if it leads to the protocol. `read`: started to read what it says, never kept.
   */
  trust: 'asked' | 'guess' | 'read';
}

/** One rung of the ladder: pure, from what is known to the ways to try next, best first. */
export interface Step {
  name: StepName;
  /** Whether the package's code must be read for it. */
  needsCode?: true;
  propose(known: Known): Proposal[];
}
