import { baseTools, define } from '../base-tool.ts';

const amount = { type: 'number', description: 'Amount in the smallest unit of the currency' };

/** Money or value moves, or somebody is committed to pay. */
export const financial = baseTools({ category: 'Financial', level: 'Critical' }, [
  [
    'name description',
    'refund',
    define('create_refund', 'Refund a charge in full or in part.', { charge: 'Identifier of the charge', amount }),
  ],
  [
    'name description',
    'transfer transfers funds money',
    define('transfer_funds', 'Transfers money from one account to another.', {
      from_account: 'Account to take from',
      to_account: 'Account to give to',
      amount,
    }),
  ],
  [
    'name description',
    'order places place',
    define('place_order', 'Places a market or limit order at the exchange.', {
      symbol: 'Instrument',
      side: { type: 'string', enum: ['buy', 'sell'], description: 'Direction' },
      quantity: { type: 'number', description: 'Number of units' },
    }),
  ],
  [
    'name description',
    'order cancel',
    define('cancelOrder', 'Cancel an open order at the exchange.', { orderId: 'Identifier of the order' }),
  ],
  [
    'name description',
    'pay pays',
    define('pay_invoice', 'Pays an open invoice from the default account.', { invoice: 'Number of the invoice' }),
  ],
  [
    'name description',
    'send sends transaction',
    define('send_transaction', 'Signs a transaction with the wallet and sends it to the blockchain.', {
      to: 'Address of the recipient',
      value: 'Value in wei',
    }),
  ],
  [
    'name description',
    'buy buys',
    define('domain-buy', 'Buys a domain name for a year and charges the card on file.', { domain: 'Domain name' }),
  ],
  [
    'description',
    'subscribes subscribe paid',
    define('plan_change', 'Subscribes the account to a paid plan.', { plan: 'Name of the plan' }),
  ],
  [
    'description',
    'charges charge',
    define('complete_cart', 'Charges the saved card of the customer for what is in the cart.', {
      cart: 'Identifier of the cart',
    }),
  ],
  [
    'schema',
    'refund payout',
    define('billing', 'Work with the billing of an account.', {
      action: { type: 'string', description: 'What to do', enum: ['list', 'show', 'refund', 'payout'] },
      account: 'Account',
    }),
  ],
  [
    'name description',
    'swap swaps',
    define('swapTokens', 'Swaps one token for another at the best price.', { token_in: 'Token to give', amount }),
  ],
  [
    'description',
    'refunds refund',
    define('invoice_desk', 'Refunds the customer of an invoice.', { invoice: 'Invoice' }),
  ],
  ['name', 'pay', define('payInvoice')],
]);
