import { gzipSync } from 'node:zlib';

/** Position of the operating system in the header of a member, and "unknown": https://www.rfc-editor.org/rfc/rfc1952#page-8 */
const OS = 9;
const UNKNOWN = 255;

/**
 * A text as one gzip member. Members put one after another are a gzip file again (RFC 1952, section 2.2), so that a list of
 * half a million rows is made of the parts that did not change. The same text gives the same bytes on every system.
 */
export function gzipMember(text: string): Uint8Array {
  return portableMember(gzipSync(text, { level: 6 }));
}

/** A member that does not say where it was made. */
export function portableMember(member: Uint8Array): Uint8Array {
  member[OS] = UNKNOWN;
  return member;
}
