/**
 * Finds servers whose tools another one has too: forks, mirrors, one server under two names. A registry has dozens of some.
 *
 * How alike two tools are is the share of their words that both have (Jaccard), estimated from the least of several hashes of
 * them (MinHash: Broder 1997, "On the resemblance and containment of documents"); which to compare is found by some of these
 * together (bands), so that nothing is compared with everything.
 */
import { FIT } from './format.ts';
import type { IndexedTool } from './search-piece.ts';

/** Hashes of a tool, and how many of them make a band: of two tools with two words of three in common, 85 in 100 share a band. */
const HASHES = 18;
const BAND = 3;
const BANDS = HASHES / BAND;
/** A tool of fewer words says too little: "Creates an issue" is no copy of another one's. */
const FEWEST_WORDS = 8;

/**
 * When a server is a copy: of its tools this share must be alike, each by so many of the hashes, and at least so many of them.
 * Several tools of one server that are somewhat like those of one other are no accident; of one or two it must be nearly
 * the same text.
 */
const COPY: readonly { least: number; share: number; hashes: number }[] = [
  { least: 1, share: 1, hashes: 14 },
  { least: 3, share: 0.6, hashes: 11 },
];

/** Knows the tools of the servers that it was shown and that are no copies. */
export interface Copies {
  /**
   * Which of the remembered servers has nearly all of these tools too, by its place among them. Where none does, the server of
   * these tools is remembered.
   */
  originalOf(tools: readonly IndexedTool[]): number | undefined;
}

/** Starts without servers. Memory is about 130 bytes for a tool that is remembered. */
export function copies(): Copies {
  const known = hashTable();
  const serverOf: number[] = [];
  let servers = 0;

  /** How many hashes a tool shares with a remembered one, at most, by the server of that. */
  const having = (own: Uint32Array): Map<number, number> => {
    const found = new Map<number, number>();
    for (const at of known.near(own)) {
      const [server, common] = [serverOf[at]!, known.common(own, at)];
      if (common > (found.get(server) ?? 0)) found.set(server, common);
    }
    return found;
  };

  return {
    originalOf(tools) {
      const telling = tools.map(hashesOf).filter((own) => own !== undefined);
      /** How alike each tool is that is, by server. */
      const alike = new Map<number, number[]>();
      for (const own of telling)
        for (const [server, common] of having(own)) alike.set(server, [...(alike.get(server) ?? []), common]);
      for (const [server, common] of alike) if (isCopy(common, telling.length)) return server;
      for (const own of telling) {
        known.add(own);
        serverOf.push(servers);
      }
      servers += 1;
      return undefined;
    },
  };
}

const isCopy = (common: readonly number[], tools: number): boolean =>
  COPY.some(({ least, share, hashes }) => {
    const count = common.filter((each) => each >= hashes).length;
    return count >= Math.max(least, tools * share);
  });

/** The least hash of its words by each of several functions; undefined for a tool that says too little. */
function hashesOf({ words }: IndexedTool): Uint32Array | undefined {
  const least = new Uint32Array(HASHES).fill(0xff_ff_ff_ff);
  let count = 0;
  for (const [word, fit] of words) {
    // Two servers of other names may have the same tools.
    if (fit === FIT.server) continue;
    count += 1;
    const hash = hashOf(word);
    for (let i = 0; i < HASHES; i++) {
      const mixed = mix(hash + i * 0x9e_37_79_b9);
      if (mixed < least[i]!) least[i] = mixed;
    }
  }
  return count < FEWEST_WORDS ? undefined : least;
}

/**
 * The hashes of tools in the order in which they are added, found by any of their bands: of several with the same band the first.
 * One array for the hashes and one of places for each band, since half a million tools in maps would take four times as much.
 */
function hashTable() {
  let hashes = new Uint32Array(1024 * HASHES);
  let count = 0;
  /** For each band a table with linear probing: a place plus one, or 0. */
  let tables = Array.from({ length: BANDS }, () => new Int32Array(4096));

  const sameBand = (own: Uint32Array, at: number, band: number): boolean => {
    for (let i = band * BAND; i < (band + 1) * BAND; i++) if (own[i] !== hashes[at * HASHES + i]) return false;
    return true;
  };
  /** The slot of a band: that of the first tool that has it, or a free one. */
  const slotOf = (own: Uint32Array, band: number): number => {
    const table = tables[band]!;
    let slot = own.subarray(band * BAND, (band + 1) * BAND).reduce((key, hash) => mix(key ^ hash), band);
    for (slot &= table.length - 1; table[slot] !== 0; slot = (slot + 1) & (table.length - 1))
      if (sameBand(own, table[slot]! - 1, band)) break;
    return slot;
  };
  const place = (own: Uint32Array, at: number) => {
    for (const [band, table] of tables.entries()) {
      const slot = slotOf(own, band);
      if (table[slot] === 0) table[slot] = at + 1;
    }
  };
  const hashesAt = (at: number): Uint32Array => hashes.subarray(at * HASHES, (at + 1) * HASHES);

  return {
    add(own: Uint32Array) {
      if (count * HASHES === hashes.length) {
        const larger = new Uint32Array(hashes.length * 2);
        larger.set(hashes);
        hashes = larger;
      }
      hashes.set(own, count * HASHES);
      count += 1;
      if (count * 2 <= tables[0]!.length) return place(own, count - 1);
      tables = tables.map(({ length }) => new Int32Array(length * 2));
      for (let at = 0; at < count; at++) place(hashesAt(at), at);
    },
    /** Places of tools that share a band. */
    near(own: Uint32Array): Set<number> {
      const found = new Set<number>();
      for (const [band, table] of tables.entries()) {
        const at = table[slotOf(own, band)]!;
        if (at !== 0) found.add(at - 1);
      }
      return found;
    },
    /** How many hashes one has in common with the tool at a place. */
    common: (own: Uint32Array, at: number): number =>
      hashesAt(at).reduce((sum, hash, i) => sum + Number(hash === own[i]), 0),
  };
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01_00_01_93);
  return hash;
}

/** The last step of MurmurHash3: each bit of a number moves all others. */
function mix(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85_eb_ca_6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2_b2_ae_35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
