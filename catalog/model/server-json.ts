/**
 * server.json, the record of a server in the official MCP registry's own shape: only the fields that Toolgate uses, read
 * leniently (the live mix spans several schema versions) and capped. Field rules: the schema of 2025-12-11,
 * https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json
 */
import { z } from 'zod';
import { looseArray } from './loose-array.ts';

const text = (max: number) => z.string().max(max);
const optionalText = (max: number) =>
  z.preprocess((v) => (v === null || v === '' ? undefined : v), text(max).optional());

/** An http(s) URL; anything else is dropped, so that no page ever links to `javascript:`. */
const WebUrl = z.preprocess(
  (v) => (typeof v === 'string' && v.length <= 2000 && /^https?:\/\//i.test(v) && URL.canParse(v) ? v : undefined),
  z.string().optional(),
);

/** The base of arguments, variables and headers. */
const inputFields = {
  description: optionalText(5000),
  isRequired: z.boolean().default(false),
  isSecret: z.boolean().default(false),
  format: optionalText(50),
  /** Fixed value; `{name}` parts are filled from `variables`. */
  value: z.string().max(5000).optional(),
  default: z.preprocess(
    (v) => (typeof v === 'number' || typeof v === 'boolean' ? `${v}` : (v ?? undefined)),
    z.string().max(5000).optional(),
  ),
  placeholder: optionalText(5000),
  choices: z.array(z.string().max(500)).max(200).optional(),
};

export const EnvironmentVariable = z.object({
  ...inputFields,
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, 'is no environment variable name'),
});
export type EnvironmentVariable = z.infer<typeof EnvironmentVariable>;

export const Argument = z.discriminatedUnion('type', [
  z.object({ ...inputFields, type: z.literal('positional'), valueHint: optionalText(200) }),
  z.object({ ...inputFields, type: z.literal('named'), name: text(200), valueHint: optionalText(200) }),
]);
export type Argument = z.infer<typeof Argument>;

const Transport = z.object({ type: text(50), url: optionalText(2000) });

export const PackageSpec = z.object({
  /** Open string: npm, pypi, oci, nuget, mcpb, cargo … */
  registryType: text(50),
  identifier: text(500).min(1),
  version: optionalText(255),
  transport: Transport.default({ type: 'stdio' }),
  fileSha256: optionalText(64),
  packageArguments: looseArray(Argument, 100).optional(),
  environmentVariables: looseArray(EnvironmentVariable, 200).optional(),
});
export type PackageSpec = z.infer<typeof PackageSpec>;

export const RemoteSpec = z.object({ type: text(50), url: text(2000) });
export type RemoteSpec = z.infer<typeof RemoteSpec>;

export const ServerJson = z.object({
  /** Reverse-DNS namespace, a slash, a name. */
  name: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/, 'is not of the form namespace/name')
    .max(200),
  title: optionalText(200),
  description: z.preprocess((v) => v ?? '', z.string().max(5000)),
  version: optionalText(255),
  websiteUrl: WebUrl,
  /** May be `{}` in live records. */
  repository: z.preprocess(
    (v) => v ?? undefined,
    z.object({ url: WebUrl, source: optionalText(50), subfolder: optionalText(500) }).optional(),
  ),
  packages: z.preprocess((v) => v ?? [], looseArray(PackageSpec, 100)),
  remotes: z.preprocess((v) => v ?? [], looseArray(RemoteSpec, 100)),
});
export type ServerJson = z.infer<typeof ServerJson>;
