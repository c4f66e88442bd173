import type { z } from 'zod';
import { cleanJson } from '../../catalog/json-hygiene.ts';
import type { DeclaredTools } from '../../catalog/model/declared-tools.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import type { EntryStatus, Visibility } from '../../catalog/model/registry-entry.ts';
import type { RefusedEntry } from '../../catalog/store/registries.ts';
import { readRecord, type ReadRecord } from './read-record.ts';
import type { RegistryPage } from './registry.ts';

/** Fields of server.json, as an adapter fills them; checked afterwards like those of any other record. */
interface ServerFields {
  name: string;
  title?: string | null | undefined;
  description?: string | null | undefined;
  version?: string | null | undefined;
  websiteUrl?: string | null | undefined;
  repository?: { url: string; source?: string; subfolder?: string | undefined } | undefined;
  packages?: readonly unknown[];
  remotes?: readonly { type: string; url: string }[];
}

/** One record of a registry that has a form of its own, brought into the form of server.json but not yet checked. */
export interface ListedRecord {
  nativeId: string;
  server: ServerFields;
  status?: EntryStatus | undefined;
  statusMessage?: string | undefined;
  /** RFC 3339 in any zone; anything else counts as not said. */
  updatedAt?: string | null | undefined;
  /** The record's page at the registry. */
  listing?: string | undefined;
  declaredTools?: DeclaredTools | undefined;
  /** Of the repository. */
  stars?: number | undefined;
  licence?: string | undefined;
  visibility?: Visibility | undefined;
}

/** How the items of one kind of list are read. */
export interface ItemReader<T extends z.ZodType> {
  schema: T;
  /** The registry's key of a record whose other fields may be unreadable. */
  nativeId: (raw: Record<string, unknown>) => unknown;
  toRecord: (item: z.output<T>, raw: unknown) => ListedRecord;
}

/** Longest text of a description that is kept; server.json's schema refuses longer ones, and a listing may cut where an author did not. */
const MAX_DESCRIPTION = 5000;
const MAX_TITLE = 200;
/** The longest SPDX expression in use is far shorter. */
const MAX_LICENCE = 100;

/**
 * Reads one item of a listing: cleans it, parses it, brings it into the common form and checks that.
 *
 * @param position where it stands, the label of a refusal when it has no name
 */
export function readItem<T extends z.ZodType>(raw: unknown, position: string, reader: ItemReader<T>): ReadRecord {
  const unclean = cleanJson(raw);
  if (unclean !== undefined) return { refused: [{ label: position, reason: unclean }] };
  const parsed = reader.schema.safeParse(raw);
  if (!parsed.success) {
    const nativeId = nativeIdOf(raw, reader.nativeId);
    return { refused: [{ label: nativeId ?? position, nativeId, reason: firstIssue(parsed.error) }] };
  }
  return readListed(reader.toRecord(parsed.data, raw));
}

/** Checks a record in the common form; packages and remotes that are none are left out one by one. */
export function readListed(record: ListedRecord): ReadRecord {
  const { nativeId, server, listing, declaredTools, stars, licence, visibility, ...meta } = record;
  const cut = {
    ...server,
    title: shorten(server.title, MAX_TITLE),
    description: shorten(server.description, MAX_DESCRIPTION) ?? '',
  };
  const { updatedAt, ...rest } = meta;
  const official = { ...rest, updatedAt: updatedAt ?? undefined };
  const read = readRecord(
    { server: cut, _meta: { 'io.modelcontextprotocol.registry/official': official } },
    nativeId.slice(0, 200).toWellFormed(),
  );
  const refused = read.refused.map((refusal): RefusedEntry => ({ ...refusal, nativeId }));
  if (read.entry === undefined) return { refused };
  const extra = {
    ...(listing && { listing }),
    ...(declaredTools && { declaredTools }),
    ...(stars !== undefined && { stars }),
    ...(licence && { licence: licence.slice(0, MAX_LICENCE).toWellFormed() }),
    ...(visibility && { visibility }),
  };
  return { entry: { ...read.entry, nativeId, ...extra }, refused };
}

/** A page from records that were read one by one. */
export function pageOf(records: readonly ReadRecord[], next?: string): RegistryPage {
  return {
    entries: records.flatMap((record) => record.entry ?? []),
    refused: records.flatMap((record) => record.refused),
    next,
  };
}

function nativeIdOf(raw: unknown, read: ItemReader<z.ZodType>['nativeId']): string | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const id = read(raw as Record<string, unknown>);
  return typeof id === 'string' && id !== '' && id.length <= 200 ? id : undefined;
}

function shorten(text: string | null | undefined, max: number): string | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  return text.length <= max ? text : `${text.slice(0, max - 1).toWellFormed()}…`;
}
