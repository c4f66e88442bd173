import { expect, test } from 'vitest';
import { Rejected } from '../../../../catalog/errors.ts';
import { type ServerError, troubleOf } from './trouble.ts';

const of = (error: Partial<ServerError>) =>
  troubleOf({ status: 400, code: undefined, param: undefined, message: '', ...error }, 'host');

test.each<[Partial<ServerError>, unknown]>([
  [{ status: 429 }, { kind: 'transient', maybePaid: false }],
  [
    { status: 429, afterMs: 7 },
    { kind: 'transient', afterMs: 7 },
  ],
  [{ status: 500 }, { kind: 'transient', maybePaid: false }],
  [{ status: 504 }, { kind: 'transient', maybePaid: true }],
  [{ status: undefined }, { kind: 'transient', maybePaid: true }],
  [
    { status: undefined, unsent: true },
    { kind: 'transient', maybePaid: false },
  ],
  [
    { message: 'Unrecognized request argument supplied: max_completion_tokens' },
    { kind: 'unsupported', what: 'max_completion_tokens' },
  ],
  [{ message: 'max_completion_tokens is too large: 99999' }, { kind: 'declined' }],
  [
    { param: 'response_format', message: 'Invalid parameter' },
    { kind: 'unsupported', what: 'json_schema' },
  ],
  [
    { status: 422, message: 'response_format: extra fields not permitted' },
    { kind: 'unsupported', what: 'json_schema' },
  ],
  [
    { status: 500, message: 'failed to parse grammar' },
    { kind: 'unsupported', what: 'json_schema' },
  ],
  [{ code: 'context_length_exceeded' }, { kind: 'too-long' }],
  [{ message: 'the request exceeds the available context size' }, { kind: 'too-long' }],
  [{ status: 413 }, { kind: 'too-long' }],
  [{ message: 'flagged' }, { kind: 'declined', reason: 'flagged' }],
])('%j', (error, trouble) => {
  expect(of(error)).toMatchObject(trouble as object);
});

test.each<[Partial<ServerError>, RegExp]>([
  [{ status: 401 }, /OPENAI_API_KEY/],
  [{ status: 403 }, /OPENAI_API_KEY/],
  [{ status: 404 }, /--model/],
  [{ status: 307 }, /Redirects/],
  [{ status: 429, code: 'insufficient_quota' }, /money/],
])('%j ends the run', (error, hint) => {
  expect(() => of(error)).toThrow(Rejected);
  expect(() => of(error)).toThrow(expect.objectContaining({ hint: expect.stringMatching(hint) }));
});

test('a message of any length stays short', () => {
  expect(of({ message: 'x'.repeat(1e6) })).toEqual({ kind: 'declined', reason: 'x'.repeat(300) });
});
