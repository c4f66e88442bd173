import { expect, test } from 'vitest';
import type { LaunchPlan } from '../../catalog/model/launch.ts';
import { jobId, readJob } from './job.ts';

const ticket = { serverId: 1, slug: 'somebody', planHash: 'sha256:0', attempt: 0 };
const start = { arguments: [], environment: [] };
const read = (...plan: unknown[]) => readJob(jobId(ticket), { ticket, plan });

const HONEST: LaunchPlan[] = [
  { kind: 'npm', identifier: '@scope/a.name', version: '1.2.3-beta.1+5', ...start },
  { kind: 'npm', identifier: 'JSONStream', version: 'next', ...start },
  { kind: 'pypi', identifier: 'Some.Project', version: '1!2.0rc1', ...start },
  { kind: 'oci', identifier: 'localhost:5000/a/b_c', version: `sha256:${'a'.repeat(64)}`, ...start },
  { kind: 'mcpb', identifier: 'https://example.com/a.mcpb', version: '1.0', sha256: 'b'.repeat(64), ...start },
  { kind: 'remote', identifier: 'https://example.com/mcp?a=b', transport: 'sse' },
];

test.each(HONEST)('$kind $identifier is read as it is', (plan) => {
  expect(read(plan)).toEqual({ job: { ticket, plan: [plan] } });
});

const npm = (identifier: string, version = '1.0.0') => ({ kind: 'npm', identifier, version, ...start });
const oci = (identifier: string, version = 'latest') => ({ kind: 'oci', identifier, version, ...start });
const remote = (identifier: string) => ({ kind: 'remote', identifier, transport: 'sse' });

test.each([
  npm('--registry=https://elsewhere.invalid'),
  npm('../../somewhere'),
  npm('git+https://git.invalid/a.git'),
  npm('name@npm:other'),
  npm('@scope/../name'),
  npm('@scope'),
  npm('name\0'),
  npm('name\nother'),
  npm('.bin'),
  npm('n'.repeat(215)),
  npm('name', 'file:../other'),
  npm('name', '../1.0.0'),
  npm('name', '--force'),
  npm('name', '1.0.0\n'),
  { kind: 'pypi', identifier: '-r', version: '1.0', ...start },
  { kind: 'pypi', identifier: 'name[extra]', version: '1.0', ...start },
  { kind: 'pypi', identifier: 'name', version: '1.0 ; python_version', ...start },
  oci('ghcr.io/../thing'),
  oci('thing'),
  oci('user@ghcr.io/thing'),
  oci('999.999.999.999/thing'),
  oci('ghcr.io/thing', '../../latest'),
  { kind: 'mcpb', identifier: 'file:///etc/passwd', version: '1.0', ...start },
  { kind: 'mcpb', identifier: 'https://example.com/a.mcpb', version: '1.0', sha256: 'abc', ...start },
  remote('https://user:secret@example.com/'),
  remote('https://{tenant}.example.com/'),
  remote(`https://example.com/${'a'.repeat(2000)}`),
])('a job of a stranger with an odd name is none: %j', (plan) => {
  expect(read(plan)).toEqual({ problem: expect.any(String) as string });
});

test('nor is one with more ways than the planner makes, or more variables than a record may have', () => {
  expect(read(...Array.from({ length: 7 }, (_, i) => npm(`name${i}`)))).toHaveProperty('problem');
  const environment = Array.from({ length: 201 }, (_, i) => ({ name: `V${i}` }));
  expect(read({ ...npm('name'), environment })).toHaveProperty('problem');
});
