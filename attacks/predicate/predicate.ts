/**
 * When a pattern applies to a tool, as data in the pattern's file: facts about the tool or its server, joined by `all`, `any`
 * and `not`. A list of values stands for "one of them". `server` asks whether some tool of the same server fits.
 */
import { z } from 'zod';
import { DETECTION_TABLE, type DetectionSlug } from '../../catalog/model/detections.ts';
import { Category, Facet } from '../../catalog/model/rubric.ts';
import { ARGUMENT_ROLES, type ArgumentRole } from './argument-roles.ts';
import { POSTURES } from './postures.ts';
import { SUBJECTS } from './subjects.ts';

/** One value, or several of which one is enough. */
const oneOf = <T extends z.ZodType>(value: T) => z.union([value.transform((only) => [only]), z.array(value).min(1)]);

const Detection = z.enum(DETECTION_TABLE.map(({ slug }) => slug) as [DetectionSlug, ...DetectionSlug[]]);

/** A finding on the tool, in its definition or beside other servers. */
const FindingTest = z.strictObject({
  finding: oneOf(Detection),
  /** The mildest severity that counts; every one without it. */
  from: z.enum(['info', 'low', 'medium', 'high']).optional(),
  /** Part of the finding's sentence, where one detection says several things. */
  saying: z.string().min(1).optional(),
  /** `beside`: only findings in other places than the tool's description and name. */
  where: z.literal('beside-description').optional(),
});

const Leaf = z.union([
  z.strictObject({ category: oneOf(Category.exclude(['Unclassified'])) }),
  z.strictObject({ facet: oneOf(Facet) }),
  z.strictObject({ argument: oneOf(z.enum(Object.keys(ARGUMENT_ROLES) as [ArgumentRole, ...ArgumentRole[]])) }),
  z.strictObject({ subject: oneOf(z.enum(SUBJECTS)) }),
  FindingTest,
  /** A finding of the inspection on the server itself. */
  z.strictObject({ serverFinding: oneOf(Detection) }),
  z.strictObject({ posture: oneOf(z.enum(POSTURES)) }),
]);
export type Leaf = z.infer<typeof Leaf>;

export type Predicate =
  | Leaf
  | { all: readonly Predicate[] }
  | { any: readonly Predicate[] }
  | { not: Predicate }
  | { server: Predicate };

export const Predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.union([
    Leaf,
    z.strictObject({ all: z.array(Predicate).min(2) }),
    z.strictObject({ any: z.array(Predicate).min(2) }),
    z.strictObject({ not: Predicate }),
    z.strictObject({ server: Predicate }),
  ]),
);
