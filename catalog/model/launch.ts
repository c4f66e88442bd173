/** What is planned to be launched, and how a launch can end. */
import { z } from 'zod';
import { MalformedTool, ToolDefinition, ToolSource } from './tool-definition.ts';
import {
  NpmName,
  NpmVersion,
  OciName,
  OciVersion,
  PypiName,
  PypiVersion,
  Sha256,
  WebAddress,
} from './launch-reference.ts';
import { Argument, EnvironmentVariable } from './server-json.ts';

/** What the record says about the start of a package; as many as a record may have. */
const start = { arguments: z.array(Argument).max(100), environment: z.array(EnvironmentVariable).max(200) };

/**
 * One way to reach a server. `identifier` is what its kind allows, never a flag, a path, or a reference to something else
 * (launch-reference.ts), whether the planner made it or somebody who can write to the queue.
 */
export const LaunchPlan = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('npm'),
    /** A name of the npm registry: never a git, URL, file or alias spec. */
    identifier: NpmName,
    /** Exact version or a dist-tag; the fetch resolves it to an exact version with integrity. */
    version: NpmVersion,
    ...start,
  }),
  z.object({
    kind: z.literal('pypi'),
    /** A project name of the Python package index. */
    identifier: PypiName,
    /** Exact version, or `latest`. */
    version: PypiVersion,
    ...start,
  }),
  z.object({
    kind: z.literal('mcpb'),
    /** https address of the bundle. */
    identifier: WebAddress,
    /** The version that the record states; the bundle's own counts. */
    version: z.string().max(255),
    /** SHA-256 of the file in hex, where the record states it. */
    sha256: Sha256.optional(),
    ...start,
  }),
  z.object({
    kind: z.literal('oci'),
    /** `registry/repository`, the registry always spelled out. */
    identifier: OciName,
    /** A tag, or a digest like `sha256:…`. */
    version: OciVersion,
    ...start,
  }),
  z.object({
    kind: z.literal('remote'),
    /** https address. */
    identifier: WebAddress,
    transport: z.enum(['streamable-http', 'sse']),
  }),
]);
export type LaunchPlan = z.infer<typeof LaunchPlan>;

/** Ways that one server is tried by: more would be a way to keep the crawler busy. */
export const PLAN_WAYS = 6;

/** The ways to reach a server, in the order they are tried. Plans of older versions held one way, not a list. */
export const ServerPlan = z.preprocess(
  (value) => (Array.isArray(value) || value === undefined ? value : [value]),
  z.array(LaunchPlan).min(1).max(PLAN_WAYS),
);
export type ServerPlan = z.infer<typeof ServerPlan>;

/** What to do about an outcome: nothing, try again by itself later, or let a person look. */
type Retry = 'no' | 'later' | 'person';

interface OutcomeRow {
  group: 'listed' | 'plan' | 'fetch' | 'start' | 'protocol' | 'remote' | 'sandbox';
  /** A sentence "The server …" for its page. */
  meaning: string;
  retry: Retry;
}

/** Every way a launch can end (reference: sandbox.md section 9), with the sentence that a reader sees. */
export const OUTCOME_TABLE = {
  listed: { group: 'listed', retry: 'no', meaning: 'started and listed its tools' },

  'unsupported-kind': {
    group: 'plan',
    retry: 'no',
    meaning: 'offers nothing that can be launched: no package of npm or PyPI, no image, no bundle, no remote address',
  },
  refused: {
    group: 'plan',
    retry: 'person',
    meaning:
      'was not launched because its reference is not a plain name and version of a package registry, or no plain https address',
  },

  'not-found': { group: 'fetch', retry: 'later', meaning: 'names a package that its registry does not have' },
  'no-matching-version': {
    group: 'fetch',
    retry: 'later',
    meaning: 'names a version that its registry does not have',
  },
  'too-large': { group: 'fetch', retry: 'no', meaning: 'has a package above the size limit' },
  'install-failed': { group: 'fetch', retry: 'later', meaning: 'could not be installed' },
  'fetch-timed-out': { group: 'fetch', retry: 'later', meaning: 'could not be installed within the time limit' },
  'registry-unavailable': {
    group: 'fetch',
    retry: 'later',
    meaning: 'was not fetched because its package registry did not answer',
  },
  'needs-build': {
    group: 'fetch',
    retry: 'no',
    meaning: 'is published as source only, and building it would run its code outside of the sandbox for launches',
  },
  'wrong-platform': {
    group: 'fetch',
    retry: 'no',
    meaning: 'offers nothing for the operating system and processor of the crawling machine',
  },
  'digest-mismatch': {
    group: 'fetch',
    retry: 'person',
    meaning: 'was not started because what was downloaded is not what its record or its registry states',
  },
  'unsafe-archive': {
    group: 'fetch',
    retry: 'no',
    meaning: 'was not started because its archive is broken, or reaches outside of its own folder',
  },

  'no-entry-point': { group: 'start', retry: 'no', meaning: 'has a package without a usable command to start' },
  'module-missing': {
    group: 'start',
    retry: 'person',
    meaning: 'stopped because a module that it needs is not in its package',
  },
  'runtime-too-old': { group: 'start', retry: 'person', meaning: 'asks for another version of Node.js or Python' },
  'needs-env': {
    group: 'start',
    retry: 'person',
    meaning: 'stopped because an environment variable is missing or was not accepted',
  },
  'needs-arguments': {
    group: 'start',
    retry: 'person',
    meaning: 'stopped because command-line arguments are missing or were not accepted',
  },
  'needs-config-file': { group: 'start', retry: 'person', meaning: 'stopped because a configuration file is missing' },
  'needs-binary': {
    group: 'start',
    retry: 'person',
    meaning: 'stopped because it needs a program that the sandbox does not have',
  },
  'needs-network': {
    group: 'start',
    retry: 'person',
    meaning: 'stopped because it needs the network before it lists its tools',
  },
  crashed: { group: 'start', retry: 'person', meaning: 'crashed while it started' },
  'exited-without-serving': { group: 'start', retry: 'person', meaning: 'ended without serving the protocol' },
  'out-of-memory': { group: 'start', retry: 'no', meaning: 'used more memory than the limit' },
  'cpu-exceeded': { group: 'start', retry: 'no', meaning: 'used more processor time than the limit' },

  'initialize-timed-out': {
    group: 'protocol',
    retry: 'later',
    meaning: 'did not answer the protocol handshake within the time limit',
  },
  'initialize-failed': { group: 'protocol', retry: 'person', meaning: 'answered the protocol handshake with an error' },
  'http-only': {
    group: 'protocol',
    retry: 'person',
    meaning: 'speaks neither over standard input and output nor over the port that it opens',
  },
  'unsupported-protocol': {
    group: 'protocol',
    retry: 'person',
    meaning: 'speaks no protocol version that the crawler knows',
  },
  'list-timed-out': { group: 'protocol', retry: 'later', meaning: 'did not list its tools within the time limit' },
  'list-failed': { group: 'protocol', retry: 'person', meaning: 'answered the request for its tools with an error' },
  'list-needs-network': { group: 'protocol', retry: 'person', meaning: 'needs the network to list its tools' },
  'malformed-list': {
    group: 'protocol',
    retry: 'person',
    meaning: 'answered the request for its tools with something that is no tool list',
  },
  'empty-list': { group: 'protocol', retry: 'no', meaning: 'lists no tool' },
  'cursor-loop': { group: 'protocol', retry: 'no', meaning: 'repeats a page of its tool list without end' },
  'too-many-pages': { group: 'protocol', retry: 'no', meaning: 'splits its tool list into more pages than the limit' },
  'too-many-tools': { group: 'protocol', retry: 'no', meaning: 'lists more tools than the limit' },
  flooded: { group: 'protocol', retry: 'no', meaning: 'wrote more output than the limit' },

  'auth-required': { group: 'remote', retry: 'person', meaning: 'asks for a login before it lists its tools' },
  'address-refused': {
    group: 'remote',
    retry: 'person',
    meaning: 'was not asked because its address is not one of https in the public Internet',
  },
  redirected: { group: 'remote', retry: 'person', meaning: 'sends its callers to another address' },
  'dns-failed': { group: 'remote', retry: 'later', meaning: 'has a host name that cannot be resolved' },
  'tls-failed': {
    group: 'remote',
    retry: 'later',
    meaning: 'has a certificate or an encryption that cannot be trusted',
  },
  unreachable: { group: 'remote', retry: 'later', meaning: 'did not answer at its address' },
  'http-4xx': { group: 'remote', retry: 'person', meaning: 'refused the request with an HTTP status of 400 to 499' },
  'http-5xx': { group: 'remote', retry: 'later', meaning: 'answered with an HTTP status of 500 to 599' },
  'rate-limited': { group: 'remote', retry: 'later', meaning: 'asked to be called less often' },

  'launcher-incomplete': {
    group: 'sandbox',
    retry: 'later',
    meaning:
      'was not launched because the crawling machine lacks a program that its kind needs; this says nothing about the server',
  },
  'sandbox-failed': {
    group: 'sandbox',
    retry: 'later',
    meaning: 'was not launched because the sandbox failed; this says nothing about the server',
  },
  'worker-lost': {
    group: 'sandbox',
    retry: 'later',
    meaning: 'was not launched to the end because every worker that tried stopped meanwhile',
  },
  'worker-failed': {
    group: 'sandbox',
    retry: 'later',
    meaning: 'was not launched because no worker gave a usable result; this says nothing about the server',
  },
} as const satisfies Record<string, OutcomeRow>;

export const OutcomeCode = z.enum(Object.keys(OUTCOME_TABLE) as [keyof typeof OUTCOME_TABLE]);
export type OutcomeCode = keyof typeof OUTCOME_TABLE;

/** The row of an outcome: its group, its sentence and whether it is tried again. */
export function outcomeRow(code: OutcomeCode): OutcomeRow {
  return OUTCOME_TABLE[code];
}

/** The steps of the launch ladder in their order, with what each adds to a start, as a reader sees it. */
export const STEP_TABLE = {
  bare: 'nothing made up: as the registry’s record fixes it, or with no variables and arguments at all',
  declared: 'variables and arguments that the registry’s record or a file of the package declares',
  'other-node': 'another version of Node.js, which the package or its error text asks for',
  http: 'spoken to over the port that it opens inside the sandbox',
  'at-once':
    'asked for its tools together with the handshake, since it answered that and ended, mostly for want of a database or a service',
  'error-names': 'variables that its error text names',
  readme: 'variables and arguments of the configuration examples in its README',
  usage: 'options and sub-commands of its usage text',
  code: 'variables and sub-commands that its own code names',
  variation: 'started once more with more variables or fewer client capabilities, to see whether its list changes',
} as const;

export const StepName = z.enum(Object.keys(STEP_TABLE) as [keyof typeof STEP_TABLE]);
export type StepName = keyof typeof STEP_TABLE;

/** The configuration a server was started with: names only, never values. Records before the ladder lack the later fields. */
export const LaunchProfile = z.object({
  /** The step that led to it; `required` is an older name for the first part of `declared`. */
  name: z.enum([...StepName.options, 'required']),
  /** Names of the environment variables that got a placeholder value. */
  environment: z.array(z.string()),
  /** The arguments as passed, placeholders included. */
  arguments: z.array(z.string()),
  /** The version of Node.js when it is not the sandbox's own. */
  node: z.string().optional(),
  /** What the client declared that it can do. */
  capabilities: z.array(z.string()).optional(),
  transport: z.enum(['stdio', 'streamable-http', 'http-sse']).optional(),
  /** Earlier steps whose gains it keeps, in order. */
  gained: z.array(StepName).optional(),
});
export type LaunchProfile = z.infer<typeof LaunchProfile>;

/** A tool that not every start listed, with what it depends on as a sentence. */
export const ConditionalTool = z.object({ name: z.string(), condition: z.string() });
export type ConditionalTool = z.infer<typeof ConditionalTool>;

/** What was fetched, as found on disk. */
export const FetchedPackage = z.object({
  identifier: z.string(),
  version: z.string(),
  /** Subresource-integrity string of the root tarball, as the registry states it. */
  integrity: z.string().optional(),
  /** Packages in the tree, and bytes on disk. */
  packages: z.int(),
  bytes: z.int(),
  /** Names of servers that the package says it belongs to; absent when nobody looked. */
  mcpNames: z.array(z.string().max(401)).max(20).optional(),
});
export type FetchedPackage = z.infer<typeof FetchedPackage>;

/** Where a remote server says that a login is to be had (RFC 9728). Only recorded: nobody is registered anywhere. */
export const Authorization = z.object({
  /** Address of the metadata document that the server named. */
  metadata: z.string().optional(),
  /** Issuers of the authorization servers in it. */
  servers: z.array(z.string()),
  scopes: z.array(z.string()),
});
export type Authorization = z.infer<typeof Authorization>;

/** A way of a plan, as outcomes name it. */
export const LaunchWay = z.object({ kind: z.enum(['npm', 'pypi', 'mcpb', 'oci', 'remote']), identifier: z.string() });
export type LaunchWay = z.infer<typeof LaunchWay>;

/** One attempt to start a server and list its tools. Expected endings are values of this type, never thrown. */
export const LaunchOutcome = z.object({
  code: OutcomeCode,
  /** What happened, in one sentence with the particulars (limit reached, error text, missing name). */
  detail: z.string(),
  /** Of several ways the one that this outcome is about: the first that listed, else the first one. */
  way: LaunchWay.optional(),
  fetched: FetchedPackage.optional(),
  profile: LaunchProfile.optional(),
  /** Only when code is `listed`. */
  tools: z.array(ToolDefinition),
  toolSource: ToolSource.optional(),
  malformed: z.array(MalformedTool),
  /** Only when nothing listed: tools that the package itself declares, or that stand in its code. Never passed off as live. */
  fallback: z
    .object({
      source: z.enum(['declared', 'static']),
      tools: z.array(ToolDefinition),
      version: z.string().optional(),
      /** The way that had them, which need not be the one that the outcome is about. */
      way: LaunchWay.optional(),
    })
    .optional(),
  authorization: Authorization.optional(),
  serverInfo: z
    .object({ name: z.string().optional(), version: z.string().optional(), title: z.string().optional() })
    .optional(),
  instructions: z.string().optional(),
  protocolVersion: z.string().optional(),
  /** Milliseconds. */
  fetchMs: z.int(),
  launchMs: z.int(),
  /** Attempts made, in order: profile and how each ended. */
  attempts: z.array(
    z.object({
      kind: z.string().optional(),
      profile: z.string(),
      code: OutcomeCode,
      detail: z.string(),
      start: LaunchProfile.optional(),
    }),
  ),
  /** Every start that listed tools, the deciding one first; absent when there was only one. */
  listings: z.array(LaunchProfile).optional(),
  /** Tools that some of those starts lack. */
  conditional: z.array(ConditionalTool).optional(),
  /** Last 4 KB of standard error of the deciding attempt, control characters removed. */
  stderrTail: z.string(),
  /** Lines on standard output that were no protocol messages. */
  strayLines: z.int(),
  /** What isolated it, e.g. `bubblewrap 0.8.0, seccomp` or `none`. */
  isolation: z.string(),
});
export type LaunchOutcome = z.infer<typeof LaunchOutcome>;
