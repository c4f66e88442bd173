import type { Severity } from '../../../../catalog/model/detections.ts';
import { isExample } from '../example.ts';

/** A mark that imitates the structure of a prompt. */
export interface TagSign {
  start: number;
  end: number;
  severity: Severity;
  certain: boolean;
  says: string;
}

/** Tokens that separate the parts of a conversation in the templates of open models. */
const TEMPLATE_TOKEN =
  /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|end_of_text|end)\|>|\[\/?inst\]|<<\/?sys>>|<(?:start|end)_of_turn>/g;

const TAG = /<(\/?)([a-z][a-z_-]{1,30})(?:\s[^<>]{0,80})?>/g;

/** Parts of a prompt that only the one who wrote the prompt has a right to. */
const AUTHORITY: ReadonlySet<string> = new Set(
  'system sys system_prompt system-prompt system_message system_instruction system_instructions system-reminder system_reminder admin developer secret hidden override assistant'.split(
    ' ',
  ),
);
/** Emphasis that honest descriptions use as well. */
const EMPHASIS: ReadonlySet<string> = new Set(
  'important instructions instruction critical attention priority mandatory urgent user_instructions'.split(' '),
);
/** What a definition stands between when a program hands it to a model. */
const ENVELOPE: ReadonlySet<string> = new Set(
  'tool_definition tool-definition tool_description tool_result tool_results function_results function_result untrusted untrusted_data untrusted_content untrusted_input system tool_data mcp_tool definition user_input'.split(
    ' ',
  ),
);
const SHORTEST_CONTENT = 12;
const MOST_TAGS = 2000;

/**
 * Tags of a plain text that imitate the structure of a prompt. A lone opening tag is mostly a placeholder (`<system>`), so it
 * takes a pair around a text, a closing tag that nothing opened, or a token of a chat template.
 */
export function tagSigns(text: string, topic: ReadonlySet<string>): TagSign[] {
  const signs: TagSign[] = [];
  const add = (start: number, end: number, severity: Severity, certain: boolean, says: string) => {
    const example = isExample(text, { start, end }, { topic });
    signs.push({ start, end, says, severity: example ? 'low' : severity, certain: certain && !example });
  };
  const [token] = text.matchAll(TEMPLATE_TOKEN);
  if (token !== undefined) {
    const quoted = text[token.index - 1] === '`';
    const severity = quoted ? 'low' : 'high';
    add(token.index, token.index + token[0].length, severity, !quoted, 'contains a token of a chat template');
  }
  const open = new Map<string, { start: number; end: number }>();
  const known = new Set<string>();
  let tags = 0;
  for (const match of text.matchAll(TAG)) {
    if (++tags > MOST_TAGS) break;
    const name = match[2]!;
    const end = match.index + match[0].length;
    if (match[1] === '') {
      if (!open.has(name)) open.set(name, { start: match.index, end });
      continue;
    }
    if (known.has(name)) continue;
    const opened = open.get(name);
    if (opened === undefined && ENVELOPE.has(name)) {
      known.add(name);
      add(match.index, end, 'high', true, 'closes a tag that it never opened, as if the definition ended there');
    } else if (opened !== undefined && match.index - opened.end >= SHORTEST_CONTENT) {
      if (AUTHORITY.has(name)) {
        known.add(name);
        add(opened.start, opened.end, 'high', true, 'contains a pseudo-tag that imitates a system message');
      } else if (EMPHASIS.has(name)) {
        known.add(name);
        add(opened.start, opened.end, 'low', false, 'sets instructions apart by a pseudo-tag');
      }
    }
  }
  return signs;
}
