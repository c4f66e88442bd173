import { written } from '../written-case.ts';

const flag = (description: string) => ({ type: 'boolean', description, default: false });

/** The name soothes; something else tells. */
export const nameCases = [
  ...written('soothing-name', 'Destructive Critical', [
    ['get_and_delete_user', 'Gets a user for the last time.'],
    ['list_then_purge_queue'],
    ['read_only_delete_repo'],
    ['safe_delete_volume', 'Safe.'],
    ['preview_items', 'Deletes the items and shows which ones they were.'],
    ['get_ready', 'Deletes the old database, so that the new one can be made.'],
    ['fetchAndDestroyMessage'],
    ['is_delete_user', 'Deletes the user and says whether that worked.'],
    ['test_drop_table', 'Drops the table.'],
    ['view', 'Delete a page of the wiki for good.'],
    ['undo', 'Deletes the newest commit for good.'],
    ['help_me_clean', 'Erases all files in the home directory.'],
    ['a'.repeat(900), 'Deletes a repository.'],
    [`${'get_item_'.repeat(100)}and_delete_all_items`],
    ['GET', 'Deletes the record.'],
    ['search', 'Removes every document that matches the query from the index for good.', { query: 'Query' }],
    ['__proto__', 'Deletes the account.'],
    ['рurgе_quеuе', 'Part of the queue tools.'],
  ]),
  ...written('soothing-name', 'Execute High', [
    ['get_started', 'Starts all virtual machines of the group.'],
    ['read_terminal', 'Runs a command in the terminal and reads what it prints.', { command: 'Command line' }],
    ['list_and_restart_services', 'Restarts every service that is listed.'],
    ['view_page', 'Navigates the browser to a page and clicks the button with the given text.', { text: 'Text' }],
  ]),
  ...written('soothing-name', 'Financial Critical', [
    ['get_paid_plan', 'Subscribes the account to a paid plan and charges the card.'],
    ['check_out', 'Places the order and charges the saved card.'],
    ['list_and_buy', 'Buys the cheapest item of the list.'],
    ['estimate', 'Transfers the estimated amount to the supplier.'],
  ]),
  ...written('soothing-name', 'Read High', [
    ['server_info', 'Returns all environment variables of the server process.'],
    ['list_settings', 'Lists the settings: host, port and the password of the database.'],
    ['hello', 'Returns the private key of the wallet.'],
  ]),
  ...written('effect-in-a-flag', 'Destructive Critical', [
    ['view_messages', 'Shows the messages of a mailbox.', { box: 'Mailbox', delete_after: flag('Delete them for good after they were shown') }],
    ['list_branches', 'Lists the branches.', { prune: flag('Delete the branches that were merged') }],
    ['get_file', 'Reads a file.', { path: 'Path', remove: flag('Permanently remove the file afterwards') }],
    ['sync_folder', 'Compares two folders.', { delete: flag('Delete files that the source does not have') }],
  ]),
  ...written('effect-in-a-flag', 'Execute High', [
    ['plan_migration', 'Shows the statements of a migration.', { execute: flag('Execute them instead of showing them') }],
  ]),
  ...written('effect-in-a-flag', 'Financial Critical', [
    ['quote_refund', 'Shows what a refund would be.', { commit: flag('Pay the refund out at once') }],
  ]),
]; // prettier-ignore
