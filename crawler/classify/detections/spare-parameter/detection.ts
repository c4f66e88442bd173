import type { Parameter } from '../../reading.ts';
import { plainName } from '../argument-role/roles.ts';
import type { HazardDetection } from '../detection.ts';
import { namedList } from '../named-list.ts';

/** Names that ask for the conversation itself. */
const CONVERSATION =
  /^(?:(?:full_|entire_|previous_|recent_)?(?:conversation|chat|dialog|dialogue)(?:_(?:history|context|log|transcript|so_far))?|(?:message|prompt)_history|side_?notes?|chain_of_thought|agent_(?:reasoning|thoughts?))$/;
/** Ordinary names that become telling by their description. */
const ORDINARY =
  /^(?:(?:original_|full_|user_)(?:prompt|query|request|message)|user_intent|system_prompt|context|notes?|metadata|reason|reasoning|rationale|thoughts?|intent|background|comment|explanation|extra|additional_context|additional_info)$/;
const OF_THE_CONVERSATION =
  /\b(?:conversation|chat history|user'?s (?:original )?(?:message|prompt|request|question)|what the user (?:asked|said|wants)|previous messages|system prompt|why you (?:are|need)|your reasoning|your intent)\b/i;
/** What the tool is for: a tool that keeps conversations asks for them by right. */
const OWN_SUBJECT: ReadonlySet<string> = new Set(
  'conversation chat message memory prompt llm assistant agent completion dialog thread transcript thinking thought reasoning think history'.split(
    ' ',
  ),
);
const LONGEST_READ = 2000;

/** D12: arguments that could hand the conversation to the server. Evidence only: most of them are ordinary. */
export const spareParameter: HazardDetection = ({ reading }) => {
  if ([...OWN_SUBJECT].some((word) => reading.nameWords.some(({ text }) => text === word))) return [];
  const subject = [...OWN_SUBJECT].some((word) => reading.topic.has(word));
  const found = reading.parameters.filter((parameter) => isSpare(parameter, subject));
  const [first] = found;
  if (first === undefined) return [];
  const names = namedList(found.map(({ name }) => name));
  const message = `Has an argument that could hand the conversation to the server: ${names}. Mostly this is ordinary.`;
  return [{ rule: 'spare-parameter', severity: 'info', message, ...first.evidence }];
};

function isSpare(parameter: Parameter, subject: boolean): boolean {
  const { types, choices, description } = parameter;
  const text = types.length === 0 || types.includes('string') || types.includes('object') || types.includes('array');
  if (!text || choices.length > 0) return false;
  const name = plainName(parameter);
  if (CONVERSATION.test(name)) return !subject;
  return ORDINARY.test(name) && OF_THE_CONVERSATION.test(description.slice(0, LONGEST_READ));
}
