import { addressProblem } from '../../../catalog/model/launch-reference.ts';
import { shown } from './planned-way.ts';

/** What speaks against an address as such, as a sentence; one with a password is not repeated. */
export function webAddressProblem(address: string): string | undefined {
  const problem = addressProblem(address);
  if (problem === undefined) return undefined;
  return problem.startsWith('holds') ? `Its address ${problem}.` : `${shown(address)} ${problem}.`;
}
