import { describeConformance } from '../../../test/registries/conformance.ts';
import { officialWire } from '../../../test/registries/official-wire.ts';
import { githubMcpRegistry } from './index.ts';

describeConformance('crawler/registries/github-mcp/index.test.ts', officialWire(githubMcpRegistry));
