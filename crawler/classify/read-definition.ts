import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Action } from './grammar/action.ts';
import { choiceActions } from './grammar/choice-actions.ts';
import { derivedNameActions, derivedSentenceActions } from './grammar/derived-actions.ts';
import { bulletActions, listedActions } from './grammar/listed-actions.ts';
import { nameActions } from './grammar/name-actions.ts';
import { passiveActions } from './grammar/passive-actions.ts';
import { relateActions } from './grammar/relate-actions.ts';
import type { Place } from './grammar/action-at.ts';
import { sentenceActions } from './grammar/sentence-actions.ts';
import { tailActions } from './grammar/tail-actions.ts';
import { codeLosses, toldLosses } from './grammar/told-losses.ts';
import { worldActions, worldNameActions } from './grammar/world-actions.ts';
import { singular } from './lexicon/nouns.ts';
import { argumentBlock, readParameters } from './read-parameters.ts';
import { readStrings } from './read-strings.ts';
import type { Reading } from './reading.ts';
import { NO_CONTEXT, type ServerContext } from './server-context.ts';
import { type Sentence, sentences } from './text/sentences.ts';
import { nameWords } from './text/words.ts';

/** How many of the first words say what a tool is about. */
const TOPIC_WORDS = 60;

/** How far into a description lists of what the tool does are looked for. */
const LISTING_SENTENCES = 12;

/** Of verbs beside the head, those that explain why something cannot be undone. */
const LOSES: ReadonlySet<Action['sense']> = new Set(['delete', 'remove', 'clear', 'execute', 'run', 'pay', 'trade']);

const OVERWRITING = new Set(['replace', 'overwrite']);

/** Arguments that something to post is given in. */
const POSTED = /^(?:text|message|content|body|comment|status|title|caption|payload|data)$/i;

/**
 * Reads a definition once for all rules, in time linear in its size. Never throws; a definition beyond the bounds comes
 * back with `incomplete` set.
 */
export function readDefinition(definition: ToolDefinition, beside: ServerContext = NO_CONTEXT): Reading {
  const { fields, incomplete } = readStrings(definition);
  const description = definition.description ?? '';
  const parts = sentences(description);
  const names = nameWords(definition.name);
  const titles = fields.filter((field) => field.role === 'title');
  const topicWords = [
    ...names,
    ...titles.flatMap((title) => nameWords(title.text)),
    ...parts.slice(0, 4).flatMap((sentence) => sentence.words),
  ].slice(0, TOPIC_WORDS + names.length);
  const parameters = incomplete === undefined ? readParameters(definition) : [];
  const place = { text: description, pointer: '/description' };
  const actions = relateActions(
    [
      ...verbsOfName(definition.name, '/name', 'name'),
      ...titles.flatMap((title) => verbsOfName(title.text, title.pointer, 'title')),
      ...descriptionActions(parts, place),
      ...choiceActions(parameters),
    ],
    names,
    parameters.some(({ name }) => POSTED.test(name)),
  );
  return {
    fields,
    name: definition.name,
    nameWords: names,
    description,
    sentences: parts,
    parameters,
    actions: [...actions, ...unexplainedLosses(actions, parts, place)],
    declared: isDeclared(definition),
    hints: { ...definition.annotations },
    topic: new Set(topicWords.map((word) => singular(word.text))),
    beside,
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

/** What a description says is lost for good, where no verb of the tool says what it is that loses it. */
function unexplainedLosses(actions: readonly Action[], parts: readonly Sentence[], place: Place): Action[] {
  const explained = actions.some(
    ({ sense, where, states, certainty }) =>
      sense !== 'read' &&
      certainty !== 'weak' &&
      where !== 'later' &&
      (where !== 'near' || states === true || LOSES.has(sense)),
  );
  return explained ? [] : parts.flatMap((sentence) => toldLosses(sentence, place)).slice(0, 1);
}

/** The same verb, read in two ways. */
function isSame(action: Action, tail: Action): boolean {
  return action.verb === tail.verb && action.where !== 'later' && action.evidence.quote === tail.evidence.quote;
}

/** The schema says which arguments there are, if only that there are none. */
function isDeclared({ inputSchema }: ToolDefinition): boolean {
  return typeof inputSchema?.['properties'] === 'object' && inputSchema['properties'] !== null;
}

/** The verbs of a name: English ones, else those of other languages, else what its nouns are made from. */
function verbsOfName(text: string, pointer: string, where: 'name' | 'title'): Action[] {
  for (const read of [nameActions, worldNameActions, derivedNameActions]) {
    const actions = read(text, pointer, where);
    if (actions.length > 0) return actions;
  }
  return [];
}

/**
 * The verbs of a description. The first sentence that has one is its head, wherever it stands: text put in front of it
 * must not hide it.
 */
function descriptionActions(parts: Sentence[], place: Place): Action[] {
  const actions: Action[] = [];
  const { start, end } = argumentBlock(place.text);
  let replaces = false;
  for (const sentence of parts) {
    const english = sentenceActions(sentence, place, sentence.start >= start && sentence.start < end);
    const passive = english.length > 0 ? [] : passiveActions(sentence, place);
    const found = english.length > 0 ? english : passive.length > 0 ? passive : worldActions(sentence, place);
    const headless = !actions.some((action) => action.where === 'head');
    actions.push(...found.map((action) => (headless ? { ...action, where: 'head' as const } : action)));
    // What a new value takes the place of is overwritten, however it is told.
    replaces ||= headless && found.some(({ verb }) => OVERWRITING.has(verb));
    if (sentence.start < start || sentence.start >= end) {
      actions.push(
        ...tailActions(sentence, place).filter(
          (tail) => !(replaces && tail.sense === 'delete') && !found.some((other) => isSame(other, tail)),
        ),
      );
      actions.push(...codeLosses(sentence, place));
    }
    if (sentence.index < LISTING_SENTENCES) actions.push(...listedActions(sentence, place));
  }
  actions.push(...bulletActions(place));
  const [first] = parts;
  if (actions.length === 0 && first !== undefined) return derivedSentenceActions(first, place);
  return actions;
}
