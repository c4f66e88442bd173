import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seccompProgram, syscallNumbers } from './seccomp.ts';

const ALLOW = 0x7fff0000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;
const KILL = 0x80000000;
const X86_64 = 0xc000003e;
const AARCH64 = 0xc00000b7;

/** Runs a program as the kernel would, on the system call's number, architecture and first argument. */
function run(program: Buffer, number: number, architecture: number, argument = 0): number {
  const fields = new Map([
    [0, number],
    [4, architecture],
    [16, argument],
  ]);
  let value = 0;
  for (let at = 0; at < program.length; at += 8) {
    const code = program.readUInt16LE(at);
    const [ifTrue, ifFalse, operand] = [program[at + 2]!, program[at + 3]!, program.readUInt32LE(at + 4)];
    const jump = (condition: boolean) => (at += 8 * (condition ? ifTrue : ifFalse));
    if (code === 0x06) return operand;
    if (code === 0x20) value = fields.get(operand)!;
    else if (code === 0x15) jump(value === operand);
    else if (code === 0x35) jump(value >= operand);
    else if (code === 0x45) jump((value & operand) !== 0);
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error('ran off the end');
}

describe.each([
  ['x64', X86_64],
  ['arm64', AARCH64],
] as const)('the filter for %s', (name, architecture) => {
  const program = seccompProgram(name);
  const numbers = syscallNumbers(name);
  const judge = (call: string, argument = 0) => run(program, numbers[call]!, architecture, argument);

  test('denies what could lead out', () => {
    const calls = ['ptrace', 'mount', 'unshare', 'setns', 'bpf', 'keyctl', 'init_module', 'open_by_handle_at'];
    expect(calls.filter((call) => judge(call) !== EPERM)).toEqual([]);
  });
  test('pretends that what no filter can judge does not exist', () => {
    expect(['io_uring_setup', 'clone3', 'memfd_create'].filter((call) => judge(call) !== ENOSYS)).toEqual([]);
  });
  test('judges clone by its flags', () => {
    const [THREAD, NEWUSER, NEWNET] = [0x3d0f00, 0x10000000, 0x40000000];
    expect(judge('clone', THREAD)).toBe(ALLOW);
    expect(judge('clone', THREAD | NEWUSER)).toBe(EPERM);
    expect(judge('clone', NEWNET)).toBe(EPERM);
  });
  test('allows everything else', () => {
    const read = name === 'x64' ? 0 : 63;
    const futex = name === 'x64' ? 202 : 98;
    expect(run(program, read, architecture)).toBe(ALLOW);
    expect(run(program, futex, architecture)).toBe(ALLOW);
  });
  test('kills on another architecture and knows no x32 calls', () => {
    expect(run(program, 0, 0x40000003)).toBe(KILL);
    expect(run(program, 0x40000000 + 520, architecture)).toBe(ENOSYS);
  });
});

test.each([
  ['x64', '/usr/include/x86_64-linux-gnu/asm/unistd_64.h'],
  ['arm64', '/usr/include/asm-generic/unistd.h'],
] as const)('the numbers for %s are those of the kernel’s headers, where these are installed', (name, header) => {
  const text = existsSync(header) ? readFileSync(header, 'utf8') : '';
  const stated = (call: string) => new RegExp(`^#define __NR(?:3264)?_${call}\\s+(\\d+)`, 'm').exec(text)?.[1];
  const wrong = Object.entries(syscallNumbers(name)).filter(
    ([call, number]) => `${number}` !== (stated(call) ?? `${number}`),
  );
  expect(wrong).toEqual([]);
});

test('an architecture without a table is refused', () => {
  expect(() => seccompProgram('riscv64')).toThrow(/riscv64/);
});
