import { describeConformance } from '../../../test/registries/conformance.ts';
import { officialWire } from '../../../test/registries/official-wire.ts';
import { officialRegistry } from './index.ts';

describeConformance('crawler/registries/official/index.test.ts', officialWire(officialRegistry));
