/** Where the catalogue's records come from: every registry that was read, with its terms and what came of it. */
import type { RegistryAbout } from '../../../catalog/model/registry-about.ts';
import type { CatalogueReader, RegistryOverview } from '../../../catalog/store/reader.ts';
import { browseSetUrl, sourceAnchor } from '../../links.ts';
import { registryKey } from '../browse/browse-sets.ts';
import type { CatalogueLists } from '../lists/catalogue-lists.ts';
import { cutText } from '../text/cut-text.ts';
import { webLink } from '../text/web-link.ts';
import { counted, formatDate, formatNumber, share } from '../text/words.ts';
import { OWN_FILE } from './registry-name.ts';

/** A registry in the table of figures. */
export interface SourceLine {
  id: string;
  title: string;
  /** Of its section; absent for files, which have none. */
  anchor?: string;
  /** The list of its servers. */
  browseUrl: string;
  servers: string;
  /** Its records; several can be of one server. */
  records: string;
  /** Servers of it with tools, and as a share. */
  withTools: string;
  /** The same share, for a bar: 0 to 100. */
  percent: number;
  liveTools: string;
  otherTools: string;
  declaredTools: string;
  refused: string;
  lastPass: string;
}

/** A registry with its terms, as it describes itself. */
export interface SourceSection {
  id: string;
  anchor: string;
  title: string;
  homepage?: string;
  lists: string;
  /** Where it is read from. */
  from: string;
  passes: string;
  declares: string;
  terms: { text: string; url?: string };
  attribution?: { text: string; url?: string };
}

export interface SourcesPage {
  lines: SourceLine[];
  sections: SourceSection[];
  /** Listings that came without so many records that these are kept; a sentence for each. */
  doubts: string[];
  /** What came from no registry; a sentence, where there is any. */
  imported?: string;
  /** What the page begins with. */
  lead: string;
  /** Servers that more than one registry lists are counted once by each. */
  several: boolean;
}

/** The model of `/sources/`. Only the operator's files are without a description of their own. */
export function sourcesPage(
  { registries }: Pick<CatalogueLists, 'registries'>,
  { servers: imported, tools }: ReturnType<CatalogueReader['imported']>,
): SourcesPage {
  return {
    lead: leadOf(registries, imported > 0),
    ...(imported > 0 && { imported: importedSentence(imported, tools) }),
    lines: registries.map(line),
    sections: registries.flatMap(section),
    doubts: registries.flatMap(doubtOf),
    several: registries.filter(({ servers }) => servers > 0).length > 1,
  };
}

function leadOf(registries: readonly RegistryOverview[], imported: boolean): string {
  if (registries.some(({ about }) => about !== undefined))
    return 'The registries that this catalogue was made from, with their terms and with what came of each.';
  if (registries.length > 0) return 'This catalogue was made from files of its operator; no registry was read.';
  return imported
    ? 'No registry was read for this catalogue: it was made from files of tool definitions.'
    : 'Nothing was read for this catalogue yet.';
}

function importedSentence(servers: number, tools: number): string {
  const [are, their] = servers === 1 ? ['is', 'its'] : ['are', 'their'];
  return `${counted(servers, 'server')} with ${counted(tools, 'tool')} ${are} in no registry: ${their} tool definitions were imported from a file. Nothing of such a file is read again by itself, and its servers are not launched.`;
}

function line(registry: RegistryOverview): SourceLine {
  const { about, completedAt, servers, serversWithTools } = registry;
  // The id of a file is made from its path on the operator's machine, which is nobody's business.
  const id = about === undefined ? 'file' : registry.registry;
  return {
    id,
    title: about?.title ?? OWN_FILE,
    ...(about === undefined ? {} : { anchor: sourceAnchor(id) }),
    browseUrl: browseSetUrl('registry', registryKey(registry)),
    servers: formatNumber(servers),
    records: formatNumber(registry.records),
    withTools: `${formatNumber(serversWithTools)} (${share(serversWithTools, servers)})`,
    percent: servers === 0 ? 0 : Math.round((serversWithTools / servers) * 1000) / 10,
    liveTools: formatNumber(registry.liveTools),
    otherTools: formatNumber(registry.otherTools),
    declaredTools: about?.declaresTools === false ? 'none' : formatNumber(registry.declaredTools),
    refused: formatNumber(registry.refused),
    lastPass: completedAt === undefined ? 'not finished' : formatDate(completedAt),
  };
}

function doubtOf({ about, doubt }: RegistryOverview): string[] {
  if (doubt === undefined) return [];
  const { at, kept, known } = doubt;
  const of = `${formatNumber(kept)} of its ${counted(known, 'record')}`;
  return [
    `${about?.title ?? OWN_FILE}: its listing of ${formatDate(at)} came without ${of}. They are kept until another complete listing agrees.`,
  ];
}

function section({ registry, about, declaringRecords, declaredTools }: RegistryOverview): SourceSection[] {
  if (about === undefined) return [];
  const { title, lists, base, baseNote, declaresTools, terms, attribution } = about;
  const homepage = webLink(about.homepage);
  return [
    {
      id: registry,
      anchor: sourceAnchor(registry),
      title,
      ...(homepage === undefined ? {} : { homepage }),
      lists,
      from: base ?? cutText(baseNote ?? '', 500).text,
      passes: passesOf(about),
      declares: declares(declaresTools, declaringRecords, declaredTools),
      terms: linked(terms),
      ...(attribution === undefined ? {} : { attribution: linked(attribution) }),
    },
  ];
}

/** @param can whether a record of the registry can declare tools at all */
function declares(can: boolean, records: number, tools: number): string {
  if (!can) return 'Its records declare no tools.';
  const how = 'What a record declares is shown as declared, never as listed by the server.';
  if (records === 0) return `Its records can declare tools; none in this catalogue does. ${how}`;
  return `${counted(records, 'record')} ${records === 1 ? 'declares' : 'declare'} ${counted(tools, 'tool')}. ${how}`;
}

function passesOf({ incremental, partial }: RegistryAbout): string {
  if (partial === true) return 'No pass lists everything, so what a pass does not meet stays.';
  return incremental ? 'A first pass lists everything, later ones only what changed.' : 'Every pass lists everything.';
}

function linked({ text, url }: { text: string; url: string }) {
  const link = webLink(url);
  return { text, ...(link === undefined ? {} : { url: link }) };
}
