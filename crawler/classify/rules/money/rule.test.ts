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
  { tool: { name: 'x', description: 'Realiza un pago a un proveedor.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Πληρώνει έναν προμηθευτή.' }, says: 'transfer' },
  { tool: { name: 'checkout', description: 'Check out the cart.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Capture the funds of a PaymentIntent.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Approve an ERC-20 spender to spend tokens.' }, says: 'transfer' },
  { tool: { name: 'renew_domain' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Subscribe to Pro.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Reserve a hotel room; the card is charged at once.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Boost a post with a paid promotion.' }, says: 'transfer' },
  { tool: { name: 'claim_rewards', description: 'Claim staking rewards.' }, says: 'transfer' },
  { tool: { name: 'set_stop_loss' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Issue store credit to a customer.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Run payroll for the period.' }, says: 'transfer' },
  { tool: { name: 'x', description: 'Accepts a quote.' }, says: 'transfer' },
  {
    tool: {
      name: 'wallet',
      inputSchema: {
        type: 'object',
        properties: { operation: { enum: ['balance', 'history', 'send'] }, amount: { type: 'number' } },
      },
    },
    says: 'transfer',
  },
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
  { tool: { name: 'x', description: 'Realiza una búsqueda de productos.' } },
  { tool: { name: 'checkout', description: 'Check out a branch.' } },
  { tool: { name: 'x', description: 'Capture a screenshot of the page.' } },
  { tool: { name: 'x', description: 'Approve a pull request.' } },
  { tool: { name: 'renew_certificate' } },
  { tool: { name: 'x', description: 'Reserve a hotel room.' } },
  { tool: { name: 'x', description: 'Promote a user.' } },
  { tool: { name: 'claim_rewards', description: 'Claim the daily reward of the game.' } },
  { tool: { name: 'calculate_stop_loss' } },
  { tool: { name: 'issue_certificate' } },
  { tool: { name: 'x', description: 'Get an order. The card is not charged.' } },
  { tool: { name: 'x', description: 'Accepts an invitation.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});

test('a sign to buy is told, and a token that lets in is no coin', () => {
  expect(values({ name: 'buy_or_sell_signal', description: 'Technical analysis of a stock.' })).not.toContain(
    'transfer',
  );
  expect(values({ name: 'mint', description: 'Creates a deploy token and returns it.' })).not.toContain('transfer');
  expect(values({ name: 'mint', description: 'Mints a token on Solana.' })).toContain('transfer');
});
