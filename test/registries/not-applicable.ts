import type { ConformanceCase } from './conformance.ts';

const ONE_BY_ONE = 'each bundle is asked for on its own, and one in trouble costs itself only';
const PER_HOST = 'each host is asked for one card, and one in trouble costs itself only';
const NOBODY = 'it reads files of this machine and asks nobody';

/** What of the conformance kit does not apply to which registry, and why. All others pass all of it. */
export const NOT_APPLICABLE = {
  mcpb: {
    empty: 'it is not opened without a bundle to read',
    unauthorised: ONE_BY_ONE,
    busy: ONE_BY_ONE,
    trouble: ONE_BY_ONE,
    malformed: 'what is no bundle is a refusal of it, and no end of the listing',
  },
  toolsdk: {
    empty: 'its index is one object of names; without any it cannot be told from an answer that is none',
  },
  'well-known': {
    lists: 'a host has one card; several hosts are tested beside the adapter',
    unauthorised: PER_HOST,
    missing: PER_HOST,
    busy: PER_HOST,
    trouble: PER_HOST,
    cut: PER_HOST,
    malformed: PER_HOST,
    redirect: 'a redirect that may not be followed is a refusal of that host, and no end of the listing',
    bad: 'a host has one card',
  },
  'client-config': {
    asks: NOBODY,
    unauthorised: NOBODY,
    missing: NOBODY,
    busy: NOBODY,
    trouble: NOBODY,
    cut: NOBODY,
    malformed: 'a file that cannot be read is a refusal of it, since other clients have files of their own',
    redirect: NOBODY,
    stop: NOBODY,
  },
} as const satisfies Record<string, Partial<Record<ConformanceCase, string>>>;
