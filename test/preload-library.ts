/** A shared library made by hand, so that tests of the loader need no compiler: it says a word when it is loaded. */
import process from 'node:process';

/** Machine code of write(2, text, length) and return; the text follows right after it. */
const CODE: Record<string, (length: number) => Buffer> = {
  x64(length) {
    // lea rsi,[rip+18]; mov edx,length; mov edi,2; mov eax,1; syscall; ret; nop
    const code = Buffer.from('488d3512000000ba00000000bf02000000b8010000000f05c390'.replaceAll(' ', ''), 'hex');
    code.writeUInt32LE(length, 8);
    code.writeInt32LE(code.length - 7, 3);
    return code;
  },
  arm64(length) {
    // adr x1,#24; mov x2,#length; mov x0,#2; mov x8,#64; svc #0; ret
    const words = [0x100000c1, 0xd2800002 | (length << 5), 0xd2800040, 0xd2800808, 0xd4000001, 0xd65f03c0];
    const code = Buffer.alloc(words.length * 4);
    words.forEach((word, i) => code.writeUInt32LE(word >>> 0, i * 4));
    return code;
  },
};

/** Values of elf.h: e_machine, program header types, tags of the dynamic section. */
const MACHINE: Record<string, number> = { x64: 62, arm64: 183 };
const [LOAD, DYNAMIC, STACK] = [1, 2, 0x6474e551];
const [NULL, STRTAB, SYMTAB, STRSZ, SYMENT, INIT] = [0, 5, 6, 10, 11, 12];

/**
 * An ELF file that writes `text` to standard error when the loader puts it into a program.
 *
 * @param text fewer than 1,000 bytes
 */
export function preloadLibrary(text: string): Buffer {
  const said = Buffer.from(text);
  const code = Buffer.concat([CODE[process.arch]!(said.length), said]);
  const dynamicAt = 64 + 3 * 56;
  const dynamicSize = 6 * 16;
  const symbolsAt = dynamicAt + dynamicSize;
  const stringsAt = symbolsAt + 24;
  const codeAt = stringsAt + 8;
  const file = Buffer.alloc(codeAt + code.length);
  file.write('\x7fELF\x02\x01\x01', 'latin1');
  file.writeUInt16LE(3, 16); // a shared object
  file.writeUInt16LE(MACHINE[process.arch]!, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(64n, 32); // where the program headers are
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(3, 56);
  const header = (index: number, type: number, flags: number, at: number, size: number, align: number) => {
    const start = 64 + index * 56;
    file.writeUInt32LE(type, start);
    file.writeUInt32LE(flags, start + 4);
    [at, at, at, size, size, align].forEach((value, i) => file.writeBigUInt64LE(BigInt(value), start + 8 + i * 8));
  };
  header(0, LOAD, 7, 0, file.length, 65_536);
  header(1, DYNAMIC, 6, dynamicAt, dynamicSize, 8);
  header(2, STACK, 6, 0, 0, 16);
  const tags = [
    [STRTAB, stringsAt],
    [SYMTAB, symbolsAt],
    [STRSZ, 8],
    [SYMENT, 24],
    [INIT, codeAt],
    [NULL, 0],
  ];
  tags.forEach(([tag, value], i) => {
    file.writeBigUInt64LE(BigInt(tag!), dynamicAt + i * 16);
    file.writeBigUInt64LE(BigInt(value!), dynamicAt + i * 16 + 8);
  });
  code.copy(file, codeAt);
  return file;
}
