import { baseTools, define } from '../base-tool.ts';

/** The harmless relatives of the dangerous tools: same things, only looked at. */
export const reading = baseTools({ category: 'Read', level: 'Low' }, [
  [
    'name description',
    'list',
    define('list_repositories', 'List the repositories of an account.', { owner: 'Account' }),
  ],
  ['name description', 'describe', define('describe_table', 'Describes the columns of a table.', { table: 'Table' })],
  ['name description', 'count', define('queue.count', 'Counts the messages that wait in a queue.', { queue: 'Queue' })],
  [
    'name description',
    'list',
    define('list_instances', 'Lists the virtual machines of a region.', { region: 'Region' }),
  ],
  ['name description', 'get', define('getTrashSize', 'Returns how many messages the trash of a mailbox holds.')],
  ['name description', 'list', define('list-plugins', 'Lists the installed plugins of the site.')],
  ['name description', 'get', define('deviceInfo', 'Shows model, battery and system version of a managed phone.')],
  ['name description', 'search', define('search_logs', 'Search log records by text and time.', { query: 'Words' })],
  ['name description', 'list', define('list_workflow_runs', 'Lists the latest runs of a workflow with their state.')],
  ['name description', 'get', define('get_service_status', 'Shows whether a service is up.', { service: 'Service' })],
  ['name description', 'list', define('list_deployments', 'Lists the deployments of an application.')],
  ['name description', 'screenshot', define('browser_screenshot', 'Takes a picture of the page that is open.')],
  ['name description', 'get', define('get_refund', 'Shows a refund and its state.', { refund: 'Identifier' })],
  ['name description', 'list', define('list_payments', 'Lists the payments of a customer.', { customer: 'Customer' })],
  ['name description', 'get', define('get_order_status', 'Returns the state of an order.', { order: 'Order' })],
  ['name description', 'get', define('getBalance', 'Returns the balance of an account.', { account: 'Account' })],
  ['name description', 'get', define('quote-price', 'Shows what a swap of two tokens would cost.', { pair: 'Pair' })],
  ['name description', 'list', define('list_members', 'Lists the members of a project and their roles.')],
  ['name description', 'get', define('get_api_key_usage', 'Shows how often an API key was used this month.')],
  ['name description', 'list', define('listMailboxes', 'Lists the mailboxes and how full they are.')],
  ['name description', 'search', define('search_articles', 'Searches the published articles.', { query: 'Words' })],
  ['name description', 'convert', define('convert_units', 'Converts a value from one unit to another.')],
]);
