import { expect, test } from 'vitest';
import { definitionHash } from '../../catalog/definition-hash.ts';
import type { ModelAnswer } from '../../catalog/model/model-answer.ts';
import type { ToolRecord } from '../../catalog/store/reader.ts';
import { classify } from '../../crawler/classify/classify.ts';
import { ApiTool } from '../model/api-tool.ts';
import { verdictOf } from './verdict-of.ts';

const definition = { name: 'sync', description: 'Removes every note for good.', annotations: { readOnlyHint: true } };
const full: ModelAnswer = {
  state: 'ok',
  attempts: 0,
  facts: [
    {
      kind: 'effect',
      value: 'delete',
      certainty: 'clear',
      rule: 'llm',
      evidence: [{ field: '/description', quote: 'Removes every note for good' }],
    },
  ],
  rejected: [],
  truncated: false,
  requestId: 'r',
};

function recordOf(classification: ToolRecord['classification']): ToolRecord {
  return {
    id: 1,
    serverId: 1,
    name: definition.name,
    slug: 'sync',
    position: 0,
    definition,
    definitionHash: definitionHash(definition),
    source: 'imported',
    launchId: null,
    condition: null,
    firstSeenAt: '2026-11-20T00:00:00Z',
    classification,
    history: [],
    absences: [],
    sourceReferences: [],
  };
}

test('publishes who decided, what everybody said, and that they do not agree', () => {
  const reading = { model: 'some-model', promptVersion: 'prompt@0123456789ab', full, structure: full };
  const verdict = verdictOf(recordOf(classify(definition, reading)));
  expect(verdict).toMatchObject({
    classified: true,
    category: 'Destructive',
    decidedBy: { kind: 'model', model: 'some-model', promptVersion: 'prompt@0123456789ab' },
    disputed: true,
  });
  expect(verdict.opinions.slice(-3)).toEqual([
    { by: 'model', says: 'Destructive' },
    { by: 'model-without-text', says: 'Destructive' },
    { by: 'hints', says: 'Read' },
  ]);
  const { classified, decidedBy, opinions, disputed } = ApiTool.shape;
  for (const [name, schema] of Object.entries({ classified, decidedBy, opinions, disputed })) {
    const value = verdict[name as keyof typeof verdict];
    expect(schema.parse(value)).toEqual(value);
  }
});

test('a tool without a verdict has no opinions', () => {
  expect(verdictOf(recordOf(undefined))).toMatchObject({ classified: false, opinions: [], disputed: false });
});
