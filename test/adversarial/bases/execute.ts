import { baseTools, define } from '../base-tool.ts';

const choice = (description: string, values: string[]) => ({ type: 'string', description, enum: values });

/** The caller writes what runs. */
const freeform = [
  ...baseTools({ category: 'Execute', level: 'Critical', facets: ['freeform-shell'] }, [
    [
      'name description schema',
      'run shell command',
      define('run_shell_command', 'Run a shell command on the host and return its output.', {
        command: 'Command line to run in bash',
        timeout_ms: { type: 'integer', description: 'Time limit' },
      }),
    ],
    [
      'name description schema',
      'ssh exec executes command',
      define('ssh_exec', 'Executes a command on a remote machine over SSH.', {
        host: 'Machine',
        command: 'Command line to execute',
      }),
    ],
    [
      'schema',
      'shell command',
      define('workbench', 'Part of the maintenance suite.', { shell_command: 'Shell command for the machine' }),
    ],
  ]),
  ...baseTools({ category: 'Execute', level: 'Critical', facets: ['freeform-code'] }, [
    [
      'name description schema',
      'execute python code',
      define('execute_python', 'Execute Python code in the interpreter of the server.', {
        code: 'Source code to execute',
      }),
    ],
    [
      'name description',
      'evaluate script',
      define('browser_evaluate', 'Evaluate a JavaScript expression in the open page.', {
        expression: 'Expression to evaluate',
      }),
    ],
    [
      'description',
      'runs script code',
      define('notebook_cell', 'Runs a cell of Python code in the kernel.', { code: 'Code of the cell' }),
    ],
  ]),
  ...baseTools({ category: 'Execute', level: 'Critical', facets: ['freeform-sql'] }, [
    [
      'name description schema',
      'execute sql statement',
      define('execute_sql', 'Execute a SQL statement, one that changes data included.', { sql: 'The statement' }),
    ],
    [
      'name description schema',
      'run cypher',
      define('run_cypher', 'Run a Cypher statement against the graph database.', { cypher: 'The statement' }),
    ],
  ]),
];

/** What runs is there already; the caller sets it off. */
const started = baseTools({ category: 'Execute', level: 'High' }, [
  [
    'name description',
    'click',
    define('browser_click', 'Click an element of the page.', { selector: 'CSS selector of the element' }),
  ],
  [
    'name description',
    'press',
    define('desktop_press_key', 'Press a key on the keyboard of the desktop.', { key: 'Name of the key' }),
  ],
  [
    'name description',
    'navigate',
    define('browser_navigate', 'Navigate the browser to an address.', { url: 'Address to open' }),
  ],
  [
    'name description',
    'trigger triggers',
    define('trigger_workflow', 'Triggers a workflow of the repository on a branch.', {
      workflow: 'File name of the workflow',
      ref: 'Branch or tag',
    }),
  ],
  [
    'name description',
    'restart restarts',
    define('restart_service', 'Restarts a service of the cluster.', { service: 'Name of the service' }),
  ],
  [
    'name description',
    'deploy',
    define('deployApp', 'Deploy the newest build of an application to production.', { app: 'Application' }),
  ],
  [
    'description',
    'stops stop',
    define('fleet_shift', 'Stops all machines of a group.', { group: 'Group of machines' }),
  ],
  [
    'schema',
    'start stop restart',
    define('background_jobs', 'Work with background jobs.', {
      operation: choice('What to do', ['status', 'start', 'stop', 'restart']),
      job: 'Identifier of the job',
    }),
  ],
  [
    'schema',
    'method delete post put patch',
    define('rest_gateway', 'Reach the REST interface of the product.', {
      method: choice('HTTP method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      path: 'Path below the root of the interface',
    }),
  ],
  [
    'name description',
    'reboot reboots',
    define('reboot-router', 'Reboots the router of a site.', { site: 'Site identifier' }),
  ],
  ['description', 'reboots reboot', define('lab_bench', 'Reboots the test machine.', { machine: 'Machine' })],
  ['name', 'run', define('runMigration')],
]);

export const execute = [...freeform, ...started];
