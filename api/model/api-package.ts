import { z } from 'zod';

/** What a package asks for, in the field names of server.json. */
const input = {
  description: z.string().optional(),
  isRequired: z.boolean(),
  isSecret: z.boolean(),
  format: z.string().optional(),
  value: z.string().optional().describe('A fixed value.'),
  default: z.string().optional(),
  placeholder: z.string().optional(),
  choices: z.array(z.string()).optional(),
};

const EnvironmentVariable = z.object({ name: z.string(), ...input }).meta({
  id: 'EnvironmentVariable',
  description: 'An environment variable that the package declares. Values that a user sets are never known here.',
});

const Argument = z
  .object({
    type: z.string().describe('positional or named.'),
    name: z.string().optional().describe('Of a named argument.'),
    valueHint: z.string().optional(),
    ...input,
  })
  .meta({ id: 'Argument', description: 'A command-line argument that the package declares.' });
export type ApiArgument = z.infer<typeof Argument>;

/** A package of a server. */
export const ApiPackage = z
  .object({
    registryType: z.string().meta({ description: 'Kind of package registry.', examples: ['npm', 'pypi', 'oci'] }),
    identifier: z.string(),
    version: z.string().optional(),
    transport: z.object({ type: z.string(), url: z.string().optional() }),
    fileSha256: z.string().optional(),
    environmentVariables: z.array(EnvironmentVariable),
    packageArguments: z.array(Argument),
  })
  .meta({ id: 'Package', description: 'A package of the server, as its registry record declares it.' });
export type ApiPackage = z.infer<typeof ApiPackage>;
