/**
 * What a tool is about, where a pattern depends on it and the classifier keeps no facet for it: read from the words of the
 * tool's name and of its arguments' names, never from its description, so that a sentence cannot bring a tool under a pattern.
 */
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';

interface SubjectRow {
  /** For a sentence "the tool …". */
  meaning: string;
  /** The name has one of these words, or all words of one of these phrases next to each other. */
  name: readonly string[];
  /** An argument is called so, in words joined by underscores. */
  arguments: readonly string[];
}

export const SUBJECT_TABLE = {
  'version-control': {
    meaning: 'works on a version-controlled repository, by its name or the names of its arguments',
    name: [
      'git',
      'commit',
      'commits',
      'rebase',
      'repo',
      'repository',
      'branch',
      'pull request',
      'merge request',
      'cherry pick',
    ],
    // A repository alone is named by tools for issues and comments as well.
    arguments: ['repo_path', 'branch', 'branch_name', 'base_branch', 'commit_message', 'commit_sha'],
  },
  memory: {
    meaning: 'keeps something for later conversations, by its name',
    name: [
      'memory',
      'memories',
      'remember',
      'memorize',
      'memorise',
      'knowledge',
      'observations',
      'entities',
      'relations',
    ],
    // Not `memory`, which is that of a machine more often.
    arguments: ['memories', 'memory_id', 'observations'],
  },
  messages: {
    meaning: 'is about what people send in, such as tickets, comments and mail, by its name',
    name: 'ticket tickets issue issues comment comments mail mails email emails message messages review reviews thread threads inbox conversation conversations chat chats discussion discussions feedback form forms submission submissions'.split(
      ' ',
    ),
    arguments: ['ticket_id', 'issue_id', 'message_id', 'comment_id', 'thread_id', 'conversation_id'],
  },
  many: {
    meaning: 'returns many things in one call, by its name',
    name: ['list', 'search', 'find', 'query', 'export', 'dump', 'all', 'bulk', 'batch', 'history', 'scan', 'fetch all'],
    arguments: [],
  },
  'costs-money': {
    meaning: 'makes something that a provider usually charges for by use, by its name',
    name: [
      'generate image',
      'generate video',
      'generate audio',
      'generate speech',
      'generate music',
      'create image',
      'image generation',
      'video generation',
      'text to speech',
      'text to image',
      'text to video',
      'transcribe',
      'completion',
      'completions',
      'embedding',
      'embeddings',
      'fine tune',
    ],
    arguments: [],
  },
} as const satisfies Record<string, SubjectRow>;

export type Subject = keyof typeof SUBJECT_TABLE;
export const SUBJECTS = Object.keys(SUBJECT_TABLE) as Subject[];

/** Longer names are read in part; no honest one is. */
const LONGEST_NAME = 200;
/** Arguments that are looked at. */
const MOST_ARGUMENTS = 500;

/** The subjects of a tool, in the order of the table. */
export function subjectsOf({ name, inputSchema }: ToolDefinition): Subject[] {
  const named = ` ${wordsOf(name)} `;
  const properties = inputSchema?.['properties'];
  const declared = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const given = new Set(declared.slice(0, MOST_ARGUMENTS).map((argument) => wordsOf(argument).replaceAll(' ', '_')));
  return SUBJECTS.filter((subject) => {
    const row: SubjectRow = SUBJECT_TABLE[subject];
    return (
      row.name.some((words) => named.includes(` ${words} `)) || row.arguments.some((argument) => given.has(argument))
    );
  });
}

/** The words of a name, in lower case with single spaces: `createPullRequest` and `create_pull-request` are the same. */
function wordsOf(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
