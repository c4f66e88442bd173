import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { canonicalJson } from '../../catalog/definition-hash.ts';
import { LaunchOutcome, ServerPlan } from '../../catalog/model/launch.ts';

/** Raised when the meaning of a job, a result or a key changes without the schemas showing it. */
const PROTOCOL = 1;

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const common = {
  protocol: PROTOCOL,
  version,
  schemas: [ServerPlan, LaunchOutcome].map((schema) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
};

/**
 * What crawl and worker must have in common to understand each other: the release, and the shape of plans and outcomes. It is
 * part of the queue's name, so that neither ever sees a job or a result of another version.
 */
export const WIRE = createHash('sha256').update(canonicalJson(common)).digest('hex').slice(0, 12);

/** For people. */
export const VERSION_LABEL = `${version} (${WIRE})`;

/** Before every key in Redis. */
export const PREFIX = 'toolgate';

/** The queue of one version. */
export const queueName = (wire: string) => `launch-${wire}`;
