import type { Readable, Writable } from 'node:stream';
import { frameLines, type Flood, type OutputLimits } from './line-framer.ts';

/** A JSON-RPC 2.0 message, as far as a transport has to know it. */
interface Message {
  jsonrpc: '2.0';
}

/** Stray lines that are kept to find out what a server does instead of speaking the protocol; usage texts are the longest. */
const STRAY_KEPT = 400;
const STRAY_LENGTH = 500;
/** Characters of all of them. */
const STRAYS_LENGTH = 32_768;

/** Who is told what arrives; one at a time. */
interface Listener<M> {
  message(message: M): void;
  closed(): void;
}

/**
 * Carries messages over the pipes of a process that is not trusted: one JSON message per line, with limits; lines that are
 * no messages are counted and skipped.
 */
export class StdioTransport<M extends Message> {
  /** Lines that were no messages, and the beginnings of the first ones. */
  strayLines = 0;
  readonly strays: string[] = [];
  /** Set when the server has written too much; nothing is read any more. */
  flood: Flood | undefined;

  readonly #stdin: Writable;
  readonly #stdout: Readable;
  readonly #limits: OutputLimits;
  #closed = false;
  #strayLength = 0;
  #listener: Listener<M> | undefined;

  constructor(pipes: { stdin: Writable; stdout: Readable }, limits: OutputLimits) {
    this.#stdin = pipes.stdin;
    this.#stdout = pipes.stdout;
    this.#limits = limits;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Takes the place of the listener before; `undefined` for nobody. */
  listen(listener: Listener<M> | undefined): void {
    this.#listener = listener;
  }

  async start(): Promise<void> {
    const take = frameLines((line) => this.#receive(line), this.#limits);
    this.#stdout.on('data', (chunk: Buffer) => {
      if (this.#closed) return;
      this.flood = take(chunk);
      if (this.flood !== undefined) void this.close();
    });
    this.#stdout.once('close', () => void this.close());
  }

  async send(message: M): Promise<void> {
    // A server that has ended cannot be written to; its end is told to the listener.
    if (!this.#closed && this.#stdin.writable) this.#stdin.write(`${JSON.stringify(message)}\n`);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#listener?.closed();
  }

  #receive(line: string): void {
    if (this.#closed || line.trim() === '') return;
    // Protocol version 2025-03-26 allowed several messages in an array.
    const value = parseJson(line);
    const messages = Array.isArray(value) ? value : [value];
    if (messages.length > 0 && messages.every(isMessage)) {
      for (const message of messages) this.#listener?.message(message as unknown as M);
      return;
    }
    this.strayLines += 1;
    if (this.strays.length >= STRAY_KEPT || this.#strayLength >= STRAYS_LENGTH) return;
    const kept = line.slice(0, STRAY_LENGTH);
    this.#strayLength += kept.length;
    this.strays.push(kept);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
}
