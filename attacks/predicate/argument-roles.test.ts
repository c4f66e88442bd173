import { describe, expect, it } from 'vitest';
import { ROLES } from '../../crawler/classify/detections/argument-role/roles.ts';
import { classify } from '../../crawler/classify/classify.ts';
import { ARGUMENT_ROLES, argumentRole } from './argument-roles.ts';

describe('attacks/predicate/argument-roles.test.ts', () => {
  it('has the words of the classifier', () => {
    expect(ARGUMENT_ROLES).toEqual(Object.fromEntries(ROLES.map(({ id, takes }) => [id, takes])));
  });

  it('reads the findings that the classifier makes', () => {
    const { findings } = classify({
      name: 'send_payment',
      description: 'Sends money from the account to a recipient.',
      inputSchema: { type: 'object', properties: { amount: { type: 'number' }, recipient_id: { type: 'string' } } },
    });
    expect(findings.flatMap((finding) => argumentRole(finding) ?? [])).toEqual(['amount', 'recipient']);
  });

  it('takes no other sentence for one of them', () => {
    expect(argumentRole({ rule: 'argument-role', message: 'Takes a recipient list: `to`.' })).toBe(undefined);
    expect(argumentRole({ rule: 'dispatcher', message: 'Takes a recipient: `to`.' })).toBe(undefined);
  });
});
