import { clineRegistry } from './cline/index.ts';
import { dockerRegistry } from './docker/index.ts';
import { githubRegistry } from './github/index.ts';
import { clientConfigRegistry } from './client-config/index.ts';
import { githubMcpRegistry } from './github-mcp/index.ts';
import { glamaRegistry } from './glama/index.ts';
import { npmRegistry } from './npm/index.ts';
import { officialRegistry } from './official/index.ts';
import { pulsemcpRegistry } from './pulsemcp/index.ts';
import { smitheryRegistry } from './smithery/index.ts';
import { toolsdkRegistry } from './toolsdk/index.ts';
import type { RegistryDescriptor } from './registry.ts';
import { wellKnownRegistry } from './well-known/index.ts';

/** Every registry that can be asked, by id; a test checks that the folders and this map agree. */
export const REGISTRIES = {
  official: officialRegistry,
  'github-mcp': githubMcpRegistry,
  pulsemcp: pulsemcpRegistry,
  docker: dockerRegistry,
  smithery: smitheryRegistry,
  glama: glamaRegistry,
  github: githubRegistry,
  toolsdk: toolsdkRegistry,
  cline: clineRegistry,
  npm: npmRegistry,
  'well-known': wellKnownRegistry,
  'client-config': clientConfigRegistry,
} satisfies Record<string, RegistryDescriptor>;

export type RegistryId = keyof typeof REGISTRIES;

/** The ids that `--registry` accepts. */
export const REGISTRY_IDS = Object.keys(REGISTRIES) as RegistryId[];
