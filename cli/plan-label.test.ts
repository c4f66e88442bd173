import { expect, test } from 'vitest';
import { launchPlan } from '../test/launch-outcome.ts';
import { planLabel } from './plan-label.ts';

test.each([
  [launchPlan(), 'npm example@1.0.0'],
  [JSON.stringify(launchPlan()), 'npm example@1.0.0'],
  [{ kind: 'remote', url: 'https://example.com/mcp' }, 'remote https://example.com/mcp'],
  [[...launchPlan(), { kind: 'pypi', identifier: 'x' }], 'npm example@1.0.0, or pypi x'],
  [[], 'unknown'],
  [{}, 'unknown'],
  [null, 'unknown'],
])('%j: %j', (plan, label) => expect(planLabel(plan)).toBe(label));
