import { baseTools, define } from '../base-tool.ts';

const list = (description: string) => ({ type: 'array', items: { type: 'string' }, description });

/** Who may do what is changed. */
const admin = baseTools({ category: 'Write', level: 'High', facets: ['admin'] }, [
  [
    'name description',
    'grant grants role',
    define('grant_role', 'Grants a role to a member of the project.', { member: 'Member', role: 'Role' }),
  ],
  [
    'name description',
    'permissions permission',
    define('update_permissions', 'Change the permissions of a shared folder.', { folder: 'Folder', mode: 'Mode' }),
  ],
  [
    'name description',
    'invite invites',
    define('inviteMember', 'Invites somebody to the organisation as a member.', { email: 'E-mail address' }),
  ],
  [
    'name description',
    'collaborator',
    define('add-collaborator', 'Add a collaborator to a repository.', { repo: 'Repository', login: 'Account' }),
  ],
]);

/** Told by the description alone. */
const quiet = [
  ...baseTools({ category: 'Write', level: 'High', facets: ['admin'] }, [
    [
      'description',
      'grants grant access',
      define('project_gate', 'Grants a user access to the project.', { user: 'User', project: 'Project' }),
    ],
    ['description', 'role', define('club_book', 'Changes the role of a member.', { member: 'Member' })],
  ]),
  ...baseTools({ category: 'Write', level: 'High', facets: ['bulk'] }, [
    [
      'description',
      'moves move',
      define('board_sweep', 'Moves every card of a board to another column.', { board: 'Board' }),
    ],
  ]),
  ...baseTools({ category: 'Write', level: 'Medium' }, [
    [
      'description',
      'replaces replace',
      define('wiki_text', 'Replaces the text of a page.', { page: 'Page', text: 'Text' }),
    ],
    ['description', 'creates create', define('ticket_desk', 'Creates a ticket for the customer.', { title: 'Title' })],
  ]),
];

/** One call reaches an unbounded number of things. */
const bulk = baseTools({ category: 'Write', level: 'High', facets: ['bulk'] }, [
  [
    'name description',
    'update bulk',
    define('bulk_update_contacts', 'Update all contacts that match a filter.', {
      filter: 'Filter expression',
      changes: { type: 'object', description: 'Fields to set' },
    }),
  ],
  [
    'name description',
    'send sends',
    define('send_to_all', 'Sends a message to every subscriber.', { subject: 'Subject', body: 'Text' }),
  ],
  [
    'name description',
    'archive archives',
    define('archiveAllTickets', 'Archives all tickets of a project.', { project: 'Project' }),
  ],
  [
    'name description',
    'update batch',
    define('batch_update_prices', 'Updates the prices of many products at once.', { prices: list('New prices') }),
  ],
]);

/** Something leaves, or is written down. */
const sends = [
  ...baseTools({ category: 'Write', level: 'Medium', facets: ['sends'] }, [
    [
      'name description',
      'send sends',
      define('send_email', 'Sends an e-mail.', { to: 'Recipient', subject: 'Subject', body: 'Text' }),
    ],
    [
      'name description',
      'post',
      define('post_message', 'Post a message to a channel.', { channel: 'Channel', text: 'Text' }),
    ],
    [
      'name description',
      'publish publishes',
      define('publishArticle', 'Publishes an article on the public site.', { id: 'Identifier of the article' }),
    ],
    [
      'description',
      'notifies notify',
      define('incident_page', 'Notifies the people on call by SMS.', { incident: 'Incident' }),
    ],
  ]),
  ...baseTools({ category: 'Write', level: 'Medium', facets: ['freeform-path'] }, [
    [
      'name description',
      'write writes',
      define('write_file', 'Writes text to a file.', { path: 'Absolute path of the file', content: 'Text' }),
    ],
  ]),
];

export const writing = [...admin, ...quiet, ...bulk, ...sends];
