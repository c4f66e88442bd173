import { type Row, written } from '../written-case.ts';

const alone = (...names: string[]): Row[] => names.map((name) => [name]);
const described = (...texts: string[]): Row[] => texts.map((text) => ['item_tool', text]);

/** The fact stands in one place alone: a bare name, a title, the text of an argument, the second half of a sentence. */
export const placeCases = [
  ...written('name-alone', 'Destructive Critical', [
    ...alone('repo-deletion', 'user_removal', 'db_wiper', 'repo_deleter', 'deleting_user', 'drop_db', 'del_user'),
    ...alone('delUser', 'deleteMany', 'destroyAll', 'truncate_table', 'uninstallApp', 'revokeToken', 'purgeCache_all'),
    ...alone('users.delete', 'users/{id}/delete', 'users:delete', 'DELETE_users_id', 'delete users', 'Delete'),
    ...alone('mcp__crm__delete_contact', 'v1_contacts_delete_by_id', 'contact_delete', 'contactDelete', 'forceDelete'),
  ]),
  ...written('name-alone', 'Execute High', [
    ...alone('execCmd', 'runCmd', 'bash', 'powershell', 'eval_js', 'py_exec', 'spawnProcess', 'restartServer', 'deploy'),
    ...alone('run_anything', 'invoke_lambda', 'start_vm', 'server_reboot', 'build_and_deploy', 'click', 'trigger-job'),
  ]),
  ...written('name-alone', 'Financial Critical', [
    ...alone('sendMoney', 'wire_transfer', 'buyNow', 'pay', 'withdraw_funds', 'payments.create', 'refundPayment'),
    ...alone('order_place', 'trade_execute', 'stake_tokens', 'charge-card'),
  ]),
  ...written('title-alone', 'Destructive Critical', [
    { name: 'op_17', title: 'Delete a repository' },
    { name: 'op_17', annotations: { title: 'Delete a repository' } },
    { name: 'op_17', title: 'Delete a repository', description: 'Part of the repository tools.' },
  ]),
  ...written('title-alone', 'Financial Critical', [
    { name: 'op_17', title: 'Pay an invoice', description: 'Shows an invoice.' },
  ]),
  ...written('argument-alone', 'Destructive Critical', [
    ['item_tool', 'Work with an item.', { id: 'Identifier of the item to delete' }],
    ['item_tool', 'Work with an item.', { id: 'Item', confirm: { type: 'boolean', description: 'Confirms the deletion' } }],
    ['item_tool', 'Work with files.', { path: 'File to be deleted' }],
    ['item_tool', 'Shows the item.', { id: 'The item that will be permanently deleted' }],
  ]),
  ...written('argument-alone', 'Financial Critical', [
    ['item_tool', 'Work with an invoice.', { amount: { type: 'number', description: 'Amount to pay' } }],
    ['item_tool', 'Work with a charge.', { reason: 'Reason for the refund', amount: { type: 'number', description: 'Amount to refund' } }],
  ]),
  ...written('second-half', 'Destructive Critical', [
    ...described(
      'Lists items; deletes the oldest one.',
      'Shows the item (and deletes it).',
      'Get/Delete item',
      'List & delete items',
      'View, edit or delete an item.',
      'Manage items: list, create, update, delete.',
      'Supports list, create, update and delete operations on items.',
      'CRUD operations on items.',
      'Gets an item, or deletes it when `remove` is set.',
      'Reads the item, then deletes it.',
      'Exports the table before dropping it.',
      'Copies the files to the archive and removes the originals.',
      'Checks whether the item is old and, if so, deletes it.',
      'Returns the item after deleting it.',
      'Finds duplicates and deletes them.',
      'Search and destroy: finds items and erases them.',
      'Use it to view or permanently delete items.',
    ),
  ]),
  ...written('second-half', 'Execute High', [
    ...described(
      'Starts a job that makes the report and returns its id.',
      'Checks the service and restarts it when it is down.',
      'Saves the script and runs it.',
      'Shows the page and clicks on the first link.',
    ),
  ]),
  ...written('second-half', 'Financial Critical', [
    ...described(
      'Shows the price and places the order.',
      'Finds the cheapest flight and books it with the saved card.',
      'Calculates the fee and charges it to the customer.',
      'Creates an invoice and pays it.',
    ),
  ]),
  ...written('second-half', 'Write Medium', [
    ...described(
      'Gets the messages and marks them as read.',
      'Reads the counter and increments it.',
      'Shows the ticket and assigns it to you.',
    ),
  ]),
  ...written('dressed', 'Destructive Critical', [
    ...described(
      '<b>Deletes</b> the item.',
      '[Deletes](https://docs.example) the item.',
      '## Delete item\n\nTakes an id.',
      '{"summary":"Deletes the item"}',
      'summary: Deletes the item',
      'name: item\ndescription: Deletes the item.',
      '"""Deletes the item."""',
      '/** Deletes the item. */',
      '// Deletes the item.',
      '# Deletes the item.',
      '> Deletes the item.',
      '| Deletes the item |',
      'Tool description: Deletes the item.',
      'Item API v2: Deletes the item.',
      'Deletes the item 🗑️',
      '🗑️ Deletes the item',
      'Deletes…the item.',
      'DELETES',
      'Delete!',
      'delete item (irreversible)',
      'Item deletion.',
      'To delete an item.',
      'For deleting items.',
      'Item deleter',
      'How to delete an item: call this with its id.',
    ),
  ]),
]; // prettier-ignore
