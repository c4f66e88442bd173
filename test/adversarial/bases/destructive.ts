import { baseTools, define } from '../base-tool.ts';

const flag = (description: string) => ({ type: 'boolean', description, default: false });
const choice = (description: string, values: string[]) => ({ type: 'string', description, enum: values });

/** What is gone afterwards stays gone. */
export const destructive = baseTools({ category: 'Destructive', level: 'Critical' }, [
  [
    'name description',
    'delete',
    define('delete_repository', 'Delete a repository with all its issues and wiki pages.', {
      owner: 'Account that owns the repository',
      repo: 'Name of the repository',
    }),
  ],
  [
    'name description',
    'drop',
    define('drop_table', 'Drop a table from the database, its rows included.', {
      table: 'Name of the table',
      cascade: flag('Drop views that depend on it as well'),
    }),
  ],
  [
    'name description',
    'purge purges',
    define('queue.purge', 'Purges every message that waits in a queue. The messages cannot be read again.', {
      queue: 'Queue, with its virtual host',
    }),
  ],
  [
    'description',
    'deletes delete',
    define('fs_housekeeper', 'Deletes a directory with everything below it.', {
      path: 'Absolute path of the directory',
      follow_links: flag('Whether links are followed'),
    }),
  ],
  [
    'name description',
    'terminate terminates',
    define('terminate_instances', 'Terminates virtual machines. Their local disks are lost.', {
      instance_ids: { type: 'array', items: { type: 'string' }, description: 'Identifiers of the machines' },
    }),
  ],
  [
    'name description',
    'revoke revokes',
    define('revoke-api-key', 'Revokes an API key, so that no client can use it from now on.', {
      keyId: 'Identifier of the key',
    }),
  ],
  [
    'name description',
    'empty empties',
    define('emptyTrash', 'Empties the trash of a mailbox. Everything in it is lost.', {
      mailbox: 'Address of the mailbox',
    }),
  ],
  [
    'name description',
    'uninstall uninstalls',
    define('uninstall_plugin', 'Uninstalls a plugin and its data from the site.', { slug: 'Slug of the plugin' }),
  ],
  [
    'name description',
    'wipe erases',
    define('deviceWipe', 'Erases all data of a managed phone from afar.', {
      serial: 'Serial number of the phone',
      pin: { type: 'integer', description: 'Six digits that unlock it afterwards' },
    }),
  ],
  [
    'description',
    'deletes delete',
    define('log_retention', 'Deletes log records that are older than the given number of days.', {
      days: { type: 'integer', minimum: 1, description: 'Age in days' },
    }),
  ],
  [
    'schema',
    'delete',
    define('crm_records', 'Work with the records of the customer database.', {
      action: choice('What to do', ['list', 'create', 'update', 'delete']),
      id: 'Identifier of the record',
    }),
  ],
  [
    'description',
    'removes remove',
    define('tidy_workspace', 'Permanently removes all files of a workspace that the keep list does not name.', {
      workspace: 'Workspace to work on',
      keep: { type: 'array', items: { type: 'string' }, description: 'Names that stay' },
    }),
  ],
  [
    'name description',
    'reset resets',
    define('reset_database', 'Resets the database: all tables are dropped and made anew, without their rows.', {
      confirm: flag('Must be true'),
    }),
  ],
  [
    'name description',
    'destroy destroys',
    define('destroyVolume', 'Destroys a storage volume and its snapshots.', { volume: 'Name of the volume' }),
  ],
  [
    'schema description',
    'purge delete',
    define('cdn_zone', 'Manage a zone: create it, change its settings, or delete it with all its records.', {
      operation: {
        description: 'Operation to carry out',
        oneOf: [{ const: 'create' }, { const: 'update' }, { const: 'delete' }],
      },
      zone: 'Name of the zone',
    }),
  ],
  ['name', 'delete', define('deleteUserAccount')],
]);
