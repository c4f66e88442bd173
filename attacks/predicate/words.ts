/** Predicates and the facts behind them in words, for pages: plain text of ours with names between backticks. */
import { detectionOf } from '../../catalog/model/detections.ts';
import { facetRow } from '../../catalog/model/rubric.ts';
import { ARGUMENT_ROLES } from './argument-roles.ts';
import { POSTURE_TABLE } from './postures.ts';
import type { Leaf, Predicate } from './predicate.ts';
import { SUBJECT_TABLE } from './subjects.ts';

/** A predicate as a tree of clauses, so that a page can show what belongs together. */
export type Clause = { text: string } | { join: 'all' | 'any'; lead: string; parts: Clause[] };

/** The predicate as clauses of a sentence "It applies when …". */
export function predicateClauses(predicate: Predicate): Clause {
  return clauseOf(predicate, 'the tool');
}

/** The predicate as one sentence. */
export function predicateSentence(predicate: Predicate): string {
  return `It applies when ${inLine(predicateClauses(predicate), true)}.`;
}

function clauseOf(predicate: Predicate, subject: string): Clause {
  if ('all' in predicate) {
    return { join: 'all', lead: 'all of this holds', parts: predicate.all.map((part) => clauseOf(part, subject)) };
  }
  if ('any' in predicate) {
    return { join: 'any', lead: 'one of these holds', parts: predicate.any.map((part) => clauseOf(part, subject)) };
  }
  if ('not' in predicate) return { text: `it is not so that ${inLine(clauseOf(predicate.not, subject), false)}` };
  if ('server' in predicate) return clauseOf(predicate.server, 'a tool of the server');
  return { text: leafWords(predicate, subject) };
}

function inLine(clause: Clause, top: boolean): string {
  if ('text' in clause) return clause.text;
  const joined = clause.parts.map((part) => inLine(part, false)).join(clause.join === 'all' ? ', and ' : ', or ');
  return top ? joined : `(${joined})`;
}

/** One test in words: "the tool is Destructive". */
export function leafWords(test: Leaf, subject = 'the tool'): string {
  if ('category' in test) return `${subject} is ${either(test.category)}`;
  if ('facet' in test) return `${subject} ${either(test.facet.map((facet) => facetRow(facet).holdsWhen))}`;
  if ('argument' in test) return `${subject} takes ${either(test.argument.map((role) => ARGUMENT_ROLES[role]))}`;
  if ('subject' in test) return `${subject} ${either(test.subject.map((one) => SUBJECT_TABLE[one].meaning))}`;
  if ('posture' in test) return `the server ${either(test.posture.map((posture) => POSTURE_TABLE[posture]))}`;
  if ('serverFinding' in test)
    return `there is a finding on the server: ${either(test.serverFinding.map(detectionWords))}`;
  const { finding, from, saying, where } = test;
  const limits = [
    ...(from === undefined || from === 'info'
      ? []
      : [from === 'high' ? 'of severity high' : `of at least severity ${from}`]),
    ...(saying === undefined ? [] : [`saying “${saying}”`]),
    ...(where === undefined ? [] : ['elsewhere than in the description']),
  ];
  return `${subject} has a finding${limits.map((limit) => ` ${limit}`).join(',')}: ${either(finding.map(detectionWords))}`;
}

function detectionWords(slug: string): string {
  const row = detectionOf(slug);
  return row === undefined ? slug : `${row.title} (${row.id})`;
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
