import type { RegistryOverview } from '../../catalog/store/reader.ts';
import type { ApiRegistries, Registry } from '../model/api-registries.ts';
import { documentHeader } from './document-header.ts';

/** Characters of a date without its time: a pass without news changes no document. */
const DAY = 10;

/** The registries, as they describe themselves, with what the catalogue has from each. */
export function registriesDocument(registries: readonly RegistryOverview[], siteUrl?: string): ApiRegistries {
  const described = registries.filter(({ about }) => about !== undefined);
  const files = registries.filter(({ about }) => about === undefined);
  const all = [...described.map(registryOf), ...(files.length === 0 ? [] : [together(files)])];
  return { ...documentHeader('registries', siteUrl), registries: all.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function registryOf({ registry, about, completedAt, doubt, ...figures }: RegistryOverview): Registry {
  return {
    id: registry,
    title: about!.title,
    homepage: about!.homepage,
    lists: about!.lists,
    base: about!.base,
    declaresTools: about!.declaresTools,
    terms: about!.terms,
    attribution: about!.attribution,
    lastPassOn: completedAt?.slice(0, DAY),
    ...figures,
    kept: doubt?.kept,
  };
}

/** Their ids are made from paths on the operator's machine, which are nobody's business. */
function together(files: readonly RegistryOverview[]): Registry {
  const sum = (of: (file: RegistryOverview) => number) => files.reduce((total, file) => total + of(file), 0);
  return {
    id: 'file',
    title: 'Files of the operator',
    lastPassOn: files
      .flatMap(({ completedAt }) => completedAt ?? [])
      .toSorted()
      .at(-1)
      ?.slice(0, DAY),
    records: sum(({ records }) => records),
    servers: sum(({ servers }) => servers),
    serversWithTools: sum(({ serversWithTools }) => serversWithTools),
    liveTools: sum(({ liveTools }) => liveTools),
    otherTools: sum(({ otherTools }) => otherTools),
    declaringRecords: sum(({ declaringRecords }) => declaringRecords),
    declaredTools: sum(({ declaredTools }) => declaredTools),
    refused: sum(({ refused }) => refused),
  };
}
