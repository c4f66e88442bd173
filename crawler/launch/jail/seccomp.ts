import { Fatal } from '../../../catalog/errors.ts';

/** System calls that are denied with EPERM, with their numbers: x86-64, then arm64 (absent there = undefined). */
const DENIED: Record<string, [x64: number, arm64?: number]> = {
  // Reading or steering other processes.
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  // Mounting and changing the root.
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  // New namespaces (`clone` is judged by its flags below).
  unshare: [272, 97],
  setns: [308, 268],
  // Kernel keyrings, programs and modules.
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  // Files by handle, which ignores what is mounted.
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  lookup_dcookie: [212, 18],
  fanotify_init: [300, 262],
  // The machine itself.
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  iopl: [172],
  ioperm: [173],
  modify_ldt: [154],
  personality: [135, 92],
  syslog: [103, 116],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  vhangup: [153, 58],
};

/** System calls answered with ENOSYS, as on an old kernel, so that programs fall back to something that is limited. */
const MISSING: Record<string, [x64: number, arm64?: number]> = {
  // Its operations pass by this filter.
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  // Its flags are in memory, where no filter can read them; the C library falls back to `clone`.
  clone3: [435, 435],
  // Memory that belongs to no process and so escapes RLIMIT_DATA and the watch on resident memory.
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  semget: [64, 190],
  msgget: [68, 186],
  mq_open: [240, 180],
};

/** AUDIT_ARCH_* of linux/audit.h, the number of `clone`, and the column of the tables above. */
const ARCHITECTURES: Record<string, { audit: number; clone: number; column: 0 | 1 }> = {
  x64: { audit: 0xc000003e, clone: 56, column: 0 },
  arm64: { audit: 0xc00000b7, clone: 220, column: 1 },
};

// Offsets in struct seccomp_data of linux/seccomp.h; both architectures are little-endian.
const NUMBER = 0;
const ARCHITECTURE = 4;
const FIRST_ARGUMENT = 16;

// Instructions of linux/bpf_common.h and answers of linux/seccomp.h.
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;
const KILL_PROCESS = 0x80000000;
const ALLOW = 0x7fff0000;
const errno = (code: number) => 0x00050000 | code;
const EPERM = errno(1);
const ENOSYS = errno(38);

/** x32 programs use the numbers from here on with the x86-64 architecture value. */
const X32_BIT = 0x40000000;
/** CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID, NET of linux/sched.h. */
const CLONE_NAMESPACES = 0x7e020000;

/** The numbers of a table on an architecture; used by the test that compares them with the kernel's headers. */
export function syscallNumbers(architecture: 'x64' | 'arm64'): Record<string, number> {
  const { column, clone } = ARCHITECTURES[architecture]!;
  const entries = Object.entries({ ...DENIED, ...MISSING }).flatMap(([name, numbers]) =>
    numbers[column] === undefined ? [] : [[name, numbers[column]] as const],
  );
  return Object.fromEntries([...entries, ['clone', clone]]);
}

/**
 * The seccomp filter of the sandbox, as the BPF program that bubblewrap loads: calls of another architecture kill the
 * process, listed calls fail, everything else is allowed.
 *
 * @throws Fatal on an architecture without a table
 */
export function seccompProgram(architecture: string): Buffer {
  const arch = ARCHITECTURES[architecture];
  if (arch === undefined) {
    throw new Fatal(`The sandbox has no system-call filter for the processor architecture ${architecture}.`, {
      hint: `Launch servers on one of: ${Object.keys(ARCHITECTURES).join(', ')}.`,
    });
  }
  const program: Instruction[] = [
    [LOAD, 0, 0, ARCHITECTURE],
    [JUMP_EQUAL, 1, 0, arch.audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD, 0, 0, NUMBER],
    [JUMP_AT_LEAST, 0, 1, X32_BIT],
    [RETURN, 0, 0, ENOSYS],
  ];
  const answer = (table: Record<string, [number, number?]>, result: number) => {
    for (const numbers of Object.values(table)) {
      const number = numbers[arch.column];
      if (number !== undefined) program.push([JUMP_EQUAL, 0, 1, number], [RETURN, 0, 0, result]);
    }
  };
  answer(DENIED, EPERM);
  answer(MISSING, ENOSYS);
  program.push(
    [JUMP_EQUAL, 0, 3, arch.clone],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    [JUMP_ANY_BIT, 0, 1, CLONE_NAMESPACES],
    [RETURN, 0, 0, EPERM],
    [RETURN, 0, 0, ALLOW],
  );
  return encode(program);
}

/** struct sock_filter of linux/filter.h: code, jump if true, jump if false, operand. */
type Instruction = [code: number, ifTrue: number, ifFalse: number, operand: number];

function encode(program: Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, operand], i) => {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(ifTrue, i * 8 + 2);
    bytes.writeUInt8(ifFalse, i * 8 + 3);
    bytes.writeUInt32LE(operand, i * 8 + 4);
  });
  return bytes;
}
