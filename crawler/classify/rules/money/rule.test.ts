import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { money } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (money(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'x', description: 'Places a market or limit one at the exchange.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Refunds the customer of a run.' }, says: 'transfer' },
  {
    tool: { name: 'tip', inputSchema: { type: 'object', properties: { amount: { type: 'number' } } } },
    says: 'transfer',
  },
  { tool: { name: 'create_refund' }, says: 'transfer' },
  { tool: { name: 'place_order' }, says: 'transfer' },
  { tool: { name: 'swap_tokens' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Withdraw money from a savings goal.' }, says: 'transfer' },
  { tool: { name: 'send_transaction' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Puts a bid on an auction.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Gives the customer their money back.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Upgrades the account to the paid tier.' }, says: 'transfer' },
  { tool: { name: 'plan_change', description: 'Subscribes the account.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Displays a note and burns it.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Moves money between two accounts.' }, says: 'transfer' },
  { tool: { name: 'transfer_ownership' }, says: 'update' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'developer_tip' } },
  { tool: { name: 'x', description: 'Sends a native notification.' } },
  { tool: { name: 'list_payments' } },
  { tool: { name: 'upgrade_package' } },
  { tool: { name: 'get_transaction' } },
  { tool: { name: 'get_trade_volumes' } },
  { tool: { name: 'create_work_order' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
