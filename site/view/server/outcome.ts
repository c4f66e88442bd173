import { outcomeRow, type OutcomeCode } from '../../../catalog/model/launch.ts';
import { TOOL_SOURCE_MEANING } from '../../../catalog/model/tool-definition.ts';
import type { ServerView } from '../../../catalog/store/reader.ts';
import { cutText, type CutText } from '../text/cut-text.ts';
import { counted, formatDate, sentence } from '../text/words.ts';
import { OUTCOME_LABELS } from './outcome-labels.ts';
import { staleList, type StaleList } from './stale-list.ts';

/** How an outcome is marked; its words say the same. */
export type OutcomeTone = 'good' | 'bad' | 'neutral';

/** How the newest attempt to list a server's tools ended, in words. */
export interface OutcomeView {
  /** A few words, for a badge. */
  label: string;
  tone: OutcomeTone;
  /** What happened, when, and what happens next. */
  text: string;
  /** What the launch itself reported. */
  detail?: CutText;
  /** Said when the tools on the page are older than the newest attempt. */
  lastGood?: string;
}

/** What happens after an attempt that gave no list. Also what cannot pass by itself is looked at again, as often as a good list. */
function nextSentence({ code, at }: NonNullable<ServerView['outcome']>): string | undefined {
  if (code === 'listed') return undefined;
  if (at === undefined) return 'It is looked at again when its record changes.';
  return outcomeRow(code).retry === 'later'
    ? 'It is tried again by itself.'
    : 'It is tried again when its record changes, and from time to time in any case.';
}

/** An outcome in two or three words, for a list. */
export function outcomeLabel(code: OutcomeCode | undefined): string {
  if (code === undefined) return 'not launched yet';
  return OUTCOME_LABELS[code];
}

/** Listed is good, what no server could help is neutral. */
export function outcomeTone(code: OutcomeCode): OutcomeTone {
  if (code === 'listed') return 'good';
  const { group } = outcomeRow(code);
  return group === 'sandbox' || group === 'plan' ? 'neutral' : 'bad';
}

/** The outcome of a server, whatever it is: imported, not launched yet, listed or failed. */
export function outcomeView(view: ServerView): OutcomeView {
  const { outcome, tools } = view;
  if (outcome === undefined) {
    const imported = withoutLaunch(tools.length > 0 && tools.every((tool) => tool.source === 'imported'));
    return { ...imported, ...unheard(tools) };
  }
  const row = outcomeRow(outcome.code);
  const stale = staleList(view);
  const detail = cutText(outcome.detail, 600);
  const said = [
    sentence(`The server ${row.meaning}`),
    outcome.at === undefined ? undefined : `Last tried on ${formatDate(outcome.at)}.`,
    nextSentence(outcome),
  ];
  return {
    label: outcomeLabel(outcome.code),
    tone: outcomeTone(outcome.code),
    text: said.filter((part) => part !== undefined).join(' '),
    ...(detail.text === '' ? {} : { detail }),
    ...unheard(tools),
    ...(stale === undefined ? {} : { lastGood: lastGoodSentence(tools.length, stale) }),
  };
}

/** Where the list of a server comes from that was never heard itself. */
function unheard(tools: ServerView['tools']): Pick<OutcomeView, 'lastGood'> {
  const [source] = new Set(tools.map((tool) => tool.source));
  if (source !== 'declared' && source !== 'static') return {};
  return { lastGood: `The list below (${counted(tools.length, 'tool')}) was ${TOOL_SOURCE_MEANING[source]}.` };
}

function lastGoodSentence(tools: number, { listed, tried, triedOn, why }: StaleList): string {
  const attempt = triedOn === undefined ? tried : `${tried}, tried on ${triedOn},`;
  return `The list below (${counted(tools, 'tool')}) is the last good one: ${listed}. It is kept because ${attempt} could not be listed: the server ${why}.`;
}

function withoutLaunch(imported: boolean): OutcomeView {
  if (imported) {
    return {
      label: 'imported',
      tone: 'neutral',
      text: 'The tools of this server were imported from a file of definitions; it was not started.',
    };
  }
  return { label: 'not launched yet', tone: 'neutral', text: 'The server has not been launched yet.' };
}
