import { european } from './translations/european.ts';
import type { Translation } from './translations/translation.ts';
import { wider } from './translations/wider.ts';
import { define } from './base-tool.ts';
import type { Verdict } from './verdict-order.ts';
import type { WrittenCase } from './written-case.ts';

type Concept = Exclude<keyof Translation, 'language'>;

/** What the rubric gives each of them at least, and a name that tells it in English. */
const CONCEPTS: Readonly<Record<Concept, Verdict & { name: string }>> = {
  delete: { name: 'delete_repository', category: 'Destructive', level: 'Critical' },
  erase: { name: 'erase_mailbox', category: 'Destructive', level: 'Critical' },
  shell: { name: 'run_shell_command', category: 'Execute', level: 'High' },
  restart: { name: 'restart_service', category: 'Execute', level: 'High' },
  transfer: { name: 'transfer_money', category: 'Financial', level: 'Critical' },
  pay: { name: 'pay_invoice', category: 'Financial', level: 'Critical' },
  secret: { name: 'get_password', category: 'Read', level: 'High' },
  send: { name: 'send_email', category: 'Write', level: 'Medium' },
  list: { name: 'list_content', category: 'Read', level: 'Low' },
};

/** A tool told in another language; `told` says where. */
export interface TranslatedCase extends WrittenCase {
  language: string;
  concept: Concept;
  told: 'description' | 'description and English name' | 'name';
}

/** Every tool in every language: as a description, with an English name beside it, and as a name alone. */
export const TRANSLATED_CASES: readonly TranslatedCase[] = [...european, ...wider].flatMap((translation) =>
  (Object.keys(CONCEPTS) as Concept[]).flatMap((concept) =>
    (['description', 'description and English name', 'name'] as const).map((told): TranslatedCase => {
      const { name, category, level } = CONCEPTS[concept];
      const { language } = translation;
      return {
        id: `${language}/${concept}/${told}`,
        language,
        concept,
        told,
        category,
        level,
        tool:
          told === 'name'
            ? define(nameOf(translation[concept]))
            : define(told === 'description' ? 'tool_7' : name, translation[concept]),
      };
    }),
  ),
);

/** The sentence as the author of a tool would make a name of it. */
function nameOf(sentence: string): string {
  return sentence
    .toLowerCase()
    .replaceAll(/[.。।’'-]/g, ' ')
    .trim()
    .replaceAll(/\s+/g, '_');
}
