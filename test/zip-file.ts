/** Zip files as a test wants them, hostile ones included (format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  name: string;
  content?: string | Buffer;
  /** File type and rights as Unix writes them; a plain file by default. */
  mode?: number;
  /** Bytes that the directory states, when they are to differ from the truth. */
  statedBytes?: number;
  /** Bit 0 of the flags: the file says that it is encrypted. */
  encrypted?: boolean;
}

/** A zip file with these members in this order. */
export function zipFile(members: readonly ZipMember[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', mode = 0o100644, statedBytes, encrypted = false } of members) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    // Bit 11: names are UTF-8.
    common.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(statedBytes ?? data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, packed]);

    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE((3 << 8) | 20);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common, rest, path]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06'), end]);
}
