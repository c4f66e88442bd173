/** Bytes one after the other. */
export interface ByteWriter {
  readonly size: number;
  byte(value: number): void;
  /** A whole number from 0 below 2^32, seven bits a byte, lowest first. */
  varint(value: number): void;
  bytes(values: Uint8Array): void;
  /** What was written; the writer is empty afterwards. */
  take(): Uint8Array;
}

/** An empty writer. */
export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(65_536);
  let size = 0;
  const reserve = (more: number) => {
    if (size + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, size + more));
    larger.set(buffer);
    buffer = larger;
  };
  const byte = (value: number) => {
    reserve(1);
    buffer[size++] = value;
  };
  return {
    get size() {
      return size;
    },
    byte,
    varint(value) {
      let rest = value;
      for (; rest >= 128; rest >>>= 7) byte((rest & 127) | 128);
      byte(rest);
    },
    bytes(values) {
      reserve(values.length);
      buffer.set(values, size);
      size += values.length;
    },
    take() {
      const taken = buffer.slice(0, size);
      size = 0;
      return taken;
    },
  };
}
