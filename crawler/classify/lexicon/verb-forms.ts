import { type Sense, SENSES } from './senses.ts';
import { VERBS } from './verbs.ts';

/** An inflected verb: what it is a form of, and which one. */
export interface VerbForm {
  base: string;
  sense: Sense;
  form: 'base' | 's' | 'ing' | 'ed';
}

const IRREGULAR: Readonly<Record<string, string>> = {
  ran: 'run',
  sent: 'send',
  bought: 'buy',
  sold: 'sell',
  paid: 'pay',
};
const DOUBLED = /(?:^|[^aeiou])[aeiou][bdglmnprt]$/;
const KEEPS_SINGLE =
  /(?:list|edit|visit|open|order|enter|trigger|filter|render|reset-|alter|monitor|discover|recover|deliver|answer|retain|contain|offer|transfer-|import|export|restart|start|email|mail|explain|train)$/;

const FORMS: ReadonlyMap<string, VerbForm> = inflections();

/** The verb that a folded word is a form of; `undefined` for every other word. */
export function verbForm(word: string): VerbForm | undefined {
  return FORMS.get(word);
}

/** The verbs of a list of the lexicon; entries with a hyphen are notes to its readers and are not looked up. */
export function verbsOf(sense: Sense): string[] {
  return VERBS[sense].split(/\s+/).filter((word) => !word.includes('-'));
}

function inflections(): Map<string, VerbForm> {
  const forms = new Map<string, VerbForm>();
  for (const sense of SENSES) {
    for (const base of verbsOf(sense)) {
      const put = (word: string, form: VerbForm['form']) => {
        if (!forms.has(word)) forms.set(word, { base, sense, form });
      };
      forms.set(base, { base, sense, form: 'base' });
      put(thirdPerson(base), 's');
      for (const stem of stems(base)) {
        put(`${stem}ing`, 'ing');
        put(stem.endsWith('e') ? `${stem}d` : `${stem}ed`, 'ed');
      }
    }
  }
  for (const [word, base] of Object.entries(IRREGULAR)) {
    const form = forms.get(base);
    if (form !== undefined) forms.set(word, { ...form, form: 'ed' });
  }
  return forms;
}

function thirdPerson(base: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
}

function stems(base: string): string[] {
  if (base.endsWith('e') && !base.endsWith('ee')) return [base.slice(0, -1)];
  if (DOUBLED.test(base) && !KEEPS_SINGLE.test(base)) return [base + base.slice(-1), base];
  return /[^aeiou]y$/.test(base) ? [base, `${base.slice(0, -1)}i`] : [base];
}
