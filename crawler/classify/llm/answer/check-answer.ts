import type { Fact } from '../../../../catalog/model/fact.ts';
import type { RejectedFact } from '../../../../catalog/model/model-answer.ts';
import { decide } from '../../decide.ts';
import { factOf } from '../prompt/claims.ts';
import type { Subject } from '../prompt/compose.ts';
import { findQuote } from '../view/find-quote.ts';
import { type Answer, type AnswerFact, AnswerSchema } from './answer-schema.ts';

/** What a server sent as an answer, as far as it matters. */
export interface RawAnswer {
  content: string | null;
  refusal: string | null;
  finish: string | null;
}

/** Why an answer on a tool does not count. */
export interface Unusable {
  reason: string;
  rejected: RejectedFact[];
}

/** What an answer says of one tool: facts that hold, or why it does not count. */
export type ToolOutcome = { facts: Fact[] } | Unusable;

export type CheckedAnswer =
  /** Nothing of it can be used. `cut`: there was no room for all of it. */
  | { unusable: string; cut: boolean }
  /** By definition hash. */
  | { outcomes: Map<string, ToolOutcome> };

/** More would only fill the record. */
const MAX_REJECTED = 20;
const MAX_KEPT = 300;

/**
 * Reads an answer: it must be whole and well-formed, name every id once and no other, be right about the test tool, and quote
 * what is there. Reasons are for a sentence "…, because …".
 */
export function checkAnswer(answer: RawAnswer, subjects: ReadonlyMap<string, Subject>): CheckedAnswer {
  const { content, refusal, finish } = answer;
  const unusable = (reason: string, cut = false) => ({ unusable: reason, cut });
  if (refusal !== null && refusal !== '') return unusable('it refused to answer');
  if (finish === 'content_filter') return unusable('a content filter of its server stopped it');
  if (finish === 'length') return unusable('it was cut off', true);
  const parsed = parse(content ?? '');
  if (parsed === undefined) return unusable('it is no JSON of the form that was asked for');
  const byId = new Map(parsed.tools.map((tool) => [tool.id, tool.facts]));
  if (byId.size !== parsed.tools.length) return unusable('it speaks of a tool twice');
  if ([...byId.keys()].some((id) => !subjects.has(id))) return unusable('it speaks of a tool that was not asked about');
  if (byId.size !== subjects.size) return unusable('it leaves a tool out');

  const outcomes = new Map<string, ToolOutcome>();
  for (const [id, subject] of subjects) {
    const outcome = outcomeOf(byId.get(id) ?? [], subject);
    if ('hash' in subject) outcomes.set(subject.hash, outcome);
    else if (!isRight(outcome, subject.canary.expected)) return unusable('it is wrong about a test tool');
  }
  return { outcomes };
}

/** The facts of one tool, or all that is wrong with them: one quote that is not there spoils the others. */
function outcomeOf(claims: readonly AnswerFact[], { view, definition }: Subject): ToolOutcome {
  const facts: Fact[] = [];
  const rejected: RejectedFact[] = [];
  for (const { claim, field, quote, ...details } of claims) {
    const evidence = findQuote(view, definition, field, quote);
    if ('reason' in evidence) {
      const kept = { field: field.slice(0, MAX_KEPT), quote: quote.slice(0, MAX_KEPT) };
      if (rejected.length < MAX_REJECTED) rejected.push({ claim, ...kept, reason: evidence.reason });
    } else facts.push(factOf(claim, { ...details, evidence: [evidence] }));
  }
  return rejected.length === 0 ? { facts } : { reason: 'it quotes what the definition does not say', rejected };
}

/** The expected effect has to be there, and none that is graver: whoever sees those in a test tool does not read it. */
function isRight(outcome: ToolOutcome, expected: string): boolean {
  if ('reason' in outcome) return false;
  const effects = outcome.facts.filter((fact) => fact.kind === 'effect' && fact.certainty !== 'weak');
  const right = effects.filter((fact) => `effect:${fact.value}` === expected);
  return right.length > 0 && decide(effects).category === decide(right).category;
}

/** So many ends of thoughts are tried: a model can quote the mark while it thinks. */
const MAX_ENDS = 5;
const END_OF_THOUGHTS = '</think>';

/**
 * Models without structured output put the JSON into a code fence, or think aloud before it, with or without a mark where the
 * thoughts begin. The same mark inside the answer is a quote and ends nothing.
 */
function parse(content: string): Answer | undefined {
  const answer = parseBare(content);
  if (answer !== undefined || /^\s*(?:\{|```)/.test(content)) return answer;
  let end = content.indexOf(END_OF_THOUGHTS);
  for (let i = 0; i < MAX_ENDS && end >= 0; i++) {
    const found = parseBare(content.slice(end + END_OF_THOUGHTS.length));
    if (found !== undefined) return found;
    end = content.indexOf(END_OF_THOUGHTS, end + 1);
  }
  return undefined;
}

function withoutFence(text: string): string {
  const fenced = text.length > 6 && text.startsWith('```') && text.endsWith('```');
  return fenced ? text.slice(3, -3).replace(/^json\b/, '') : text;
}

function parseBare(text: string): Answer | undefined {
  try {
    const answer = AnswerSchema.safeParse(JSON.parse(withoutFence(text.trim())));
    return answer.success ? answer.data : undefined;
  } catch {
    return undefined;
  }
}
