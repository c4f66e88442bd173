/** How a server was told apart from others: who says what, and what nobody has proven. */
import type { ClaimKind } from '../../../catalog/model/entry-claim.ts';
import type { OwnershipCheck } from '../../../catalog/model/ownership.ts';
import type { ServerView } from '../../../catalog/store/reader.ts';
import { serverUrl } from '../../links.ts';
import { registryName } from '../sources/registry-name.ts';
import { firstLine, shortName } from '../text/cut-text.ts';
import { counted, formatDate } from '../text/words.ts';

export interface OwnershipLine {
  status: OwnershipCheck['status'];
  package: string;
  /** Names of servers that the package states. */
  names: string[];
  version?: string;
  date?: string;
}

export interface ConflictLine {
  field: string;
  values: { value: string; sources: string }[];
}

export interface IdentityLines {
  ownership: OwnershipLine[];
  conflicts: ConflictLine[];
  /** Other servers that name the same thing. */
  others: { name: string; url: string; what: string }[];
  /** A sentence when other servers have the same description. */
  copied?: string;
  /** A sentence about who stands behind the records. */
  standing?: string;
}

/** Whether there is anything to say. */
export const saysIdentity = ({ ownership, conflicts, others, copied, standing }: IdentityLines): boolean =>
  ownership.length + conflicts.length + others.length > 0 || copied !== undefined || standing !== undefined;

const MAX_NAMES = 5;
const MAX_SOURCES = 5;

const WHAT: Readonly<Record<ClaimKind, string>> = {
  name: 'the same name',
  package: 'the same package',
  remote: 'the same remote address',
  repository: 'the same repository',
};

/** The model of the part “Whose it is” of a server's page. */
export function identityLines({ identity, entries, registries }: ServerView): IdentityLines {
  const { ownership, conflicts, others, copies } = identity;
  const standing = standingOf(entries);
  return {
    ownership: ownership.map(ownershipLine),
    conflicts: conflicts.map(({ field, values }) => ({
      field,
      values: values.map(({ value, entries: saying }) => ({
        value: firstLine(value, 300),
        sources: [
          ...saying
            .slice(0, MAX_SOURCES)
            .map(
              ({ registry, nativeId }) => `${registryName(registry, registries).title} (${shortName(nativeId, 120)})`,
            ),
          ...(saying.length > MAX_SOURCES ? [`${saying.length - MAX_SOURCES} more`] : []),
        ].join(', '),
      })),
    })),
    others: others.map(({ slug, name, kind }) => ({
      name: shortName(name, 160),
      url: serverUrl(slug),
      what: WHAT[kind],
    })),
    ...(copies === 0
      ? {}
      : {
          copied: `${counted(copies, 'other server')} in the catalogue ${copies === 1 ? 'has' : 'have'} the same description.`,
        }),
    ...(standing === undefined ? {} : { standing }),
  };
}

/** The check of the first package that says that it belongs to another server. */
export function ownershipMismatch({ identity }: Pick<ServerView, 'identity'>): OwnershipLine | undefined {
  const mismatch = identity.ownership.find(({ status }) => status === 'mismatch');
  return mismatch && ownershipLine(mismatch);
}

function ownershipLine({
  registryType,
  identifier,
  status,
  statedNames,
  version,
  checkedAt,
}: OwnershipCheck): OwnershipLine {
  return {
    status,
    package: firstLine(`${registryType} ${identifier}`, 200),
    names: statedNames.slice(0, MAX_NAMES).map((name) => shortName(name, 200)),
    ...(version === undefined ? {} : { version }),
    ...(checkedAt === undefined ? {} : { date: formatDate(checkedAt) }),
  };
}

function standingOf(entries: ServerView['entries']): string | undefined {
  const owners = entries.filter(({ standing }) => standing === 'owner').length;
  if (entries.length === 0 || owners === entries.length) return undefined;
  return owners === 0
    ? 'No registry that lists it checks who publishes: what stands here is the word of its listings.'
    : 'Records marked as listings only name it. What they say differently is shown here and used nowhere.';
}
