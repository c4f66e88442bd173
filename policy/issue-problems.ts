import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { listed } from './english.ts';
import { jsonPointer } from './json-pointer.ts';
import type { JsonText, PlacedProblem } from './json-text.ts';
import { ConditionPath } from './model.ts';
import { ABOUT_NAME } from './tool-name-map.ts';

type Document = NonNullable<JsonText['document']>;
type Issue = z.core.$ZodIssue;

/** Members of every closed object of the format, for "did you mean". */
const MEMBERS = (
  '$schema version default mode hide all_tools tools pins resources prompts require deny_if limits approval ' +
  'conditions on_deny path op value counter window max scope'
).split(' ');

/** Unknown members of one object that are told one by one; the loader lists no more problems than that. */
const MAX_KEYS = 101;

/** The problems that one zod issue stands for: what was expected, what was found, and where. */
export function issueProblems(issue: Issue, document: Document): PlacedProblem[] {
  const { path } = issue;
  const problem = (at: readonly PropertyKey[], message: string, part?: 'name') => ({
    offset: document.offsetOf(at, part),
    pointer: jsonPointer(at),
    message,
  });
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_KEYS).map((key) => problem([...path, key], notAMember(key), 'name'));
  }
  if (issue.code === 'custom' && issue.params === ABOUT_NAME) return [problem(path, issue.message, 'name')];
  const found = valueAt(document.value, path);
  const choices = choicesOf(issue);
  const expected = choices === undefined ? issue.message : `must be ${listed(choices.map(quote), 'or')}`;
  if (found === undefined) return [problem(path, `is missing; it ${expected}`), ...behind(issue, document)];
  const hint = typeof found === 'string' && choices !== undefined ? didYouMean(found, choices) : '';
  const wrongType = issue.code === 'invalid_type' || (choices !== undefined && typeof found !== 'string');
  const not = wrongType && !expected.includes('whole number') ? `, not ${typeName(found)}` : '';
  return [problem(path, `${expected}${not}${hint}`), ...behind(issue, document)];
}

function notAMember(key: string): string {
  return MEMBERS.includes(key) ? 'does not belong here' : `is not a member of the format${didYouMean(key, MEMBERS)}`;
}

/**
 * A condition with an unknown operator fits none of the eleven shapes, so zod says nothing about the rest of it. Its
 * path can be judged all the same.
 */
function behind(issue: Issue, document: Document): PlacedProblem[] {
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return [];
  const path = [...issue.path.slice(0, -1), 'path'];
  const issues = ConditionPath.safeParse(valueAt(document.value, path)).error?.issues ?? [];
  return issues.flatMap((inner) => issueProblems({ ...inner, path }, document));
}

/** The strings that a member must be one of, where that is what is wrong with it. */
function choicesOf(issue: Issue): string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined || !('options' in issue)) return undefined;
  return Array.isArray(issue.options) ? issue.options.map(String) : undefined;
}

/** The own member at a path, `undefined` where there is none. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const segment of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[segment];
  }
  return current;
}

const quote = (choice: string) => JSON.stringify(choice);

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
