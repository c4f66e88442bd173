import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import type { AskedClaim } from './claims.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A tool of ours with a known answer. */
export interface Canary {
  definition: ToolDefinition;
  /** What every right answer says of it, with the description and without. */
  expected: AskedClaim;
}

interface Kind {
  verb: string;
  nouns: readonly string[];
  argument: string;
  description: (noun: string) => string;
  expected: AskedClaim;
}

/**
 * Plain tools whose effect nobody can mistake, by name alone: whoever answers wrongly about them did not read the tools, or was
 * talked out of it by one of their neighbours. They look like any other tool.
 */
export const KINDS: readonly Kind[] = [
  {
    verb: 'delete',
    nouns: ['bucket', 'database', 'repository', 'mailbox', 'backup', 'workspace'],
    argument: 'id',
    description: (noun) => `Permanently deletes a ${noun} and everything in it.`,
    expected: 'effect:delete',
  },
  {
    verb: 'send',
    nouns: ['email', 'sms', 'chat_message', 'push_notification', 'fax'],
    argument: 'recipient',
    description: (noun) => `Sends an ${noun.replace('_', ' ')} to a recipient.`,
    expected: 'effect:send',
  },
  {
    verb: 'transfer',
    nouns: ['money', 'funds', 'bitcoin', 'salary_payment'],
    argument: 'amount',
    description: (noun) => `Transfers ${noun.replace('_', ' ')} from one account to another.`,
    expected: 'effect:transfer',
  },
  {
    verb: 'create',
    nouns: ['calendar_event', 'folder', 'contact', 'task', 'spreadsheet'],
    argument: 'title',
    description: (noun) => `Creates a new ${noun.replace('_', ' ')}.`,
    expected: 'effect:create',
  },
  {
    verb: 'get',
    nouns: ['weather_forecast', 'opening_hours', 'word_definition', 'time_zone'],
    argument: 'query',
    description: (noun) => `Returns the ${noun.replace('_', ' ')}.`,
    expected: 'effect:read',
  },
];

/** One of them, by chance. */
export function pickCanary(random: SeededRandom): Canary {
  const { verb, nouns, argument, description, expected } = KINDS[random.below(KINDS.length)]!;
  const noun = nouns[random.below(nouns.length)]!;
  const definition: ToolDefinition = {
    name: `${verb}_${noun}`,
    description: description(noun),
    inputSchema: { type: 'object', properties: { [argument]: { type: 'string' } }, required: [argument] },
  };
  return { definition, expected };
}
