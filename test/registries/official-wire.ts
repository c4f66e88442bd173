import type { RegistryDescriptor } from '../../crawler/registries/registry.ts';
import { officialAnswer, officialRecord } from '../official-registry.ts';
import type { WireFormat } from './conformance.ts';

const nameOf = (number: number) => `com.example/server-${String(number).padStart(4, '0')}`;

/** The wire format of the official API, for each registry that speaks it. */
export function officialWire(about: RegistryDescriptor): WireFormat {
  const settings = { versions: ['v0.1'], pageSize: 100 };
  return {
    about,
    record: (number) => officialRecord(nameOf(number)),
    nativeId: nameOf,
    bad: [
      null,
      7,
      [],
      {},
      { server: {} },
      officialRecord('nameless'),
      officialRecord('a/b', { server: { version: {} } }),
    ],
    answer: (records, { url }) => officialAnswer(url, { ...settings, records }),
    pagedRecords: 250,
    hostileNext: (records, evil) => ({
      body: { servers: records, metadata: { nextCursor: `${evil}/v0.1/servers`, next: `${evil}/v0.1/servers` } },
    }),
  };
}
