/**
 * Every bound on what a stranger's package may use, in one place. "Reference" means reference/sandbox.md, section 9, which
 * gives the values tested there; where ours differ, the reason stands beside the value.
 */

const KB = 1024;
const MB = 1024 * KB;

export const LIMITS = {
  // ---- Clocks, in milliseconds.
  /** One question to the npm registry. Answers take well under a second; mirrors that fetch on demand take a few. */
  resolveMs: 20_000,
  /** Installing one package tree. Reference: the slowest of 25 popular packages took 50 s. */
  fetchMs: 120_000,
  /** From start to the answer of `initialize`. Reference: all of 23 servers took at most 2.5 s idle and 5 s busy. */
  initializeMs: 15_000,
  /** One page of `tools/list`. */
  pageMs: 10_000,
  /** How long after a complete list a "list changed" notification is waited for (reference: 300 to 400 ms). */
  settleMs: 300,
  /** One attempt, start to end. */
  attemptMs: 25_000,
  /** How long a server that listens on a port may stay silent on standard output before it counts as one for HTTP. */
  httpGraceMs: 4_000,
  /** All attempts for one server together. */
  ladderMs: 90_000,
  /** How many they may be. Reference: 6; most failing starts end within half a second, so that the clock is the real bound. */
  attempts: 16,
  /** Further starts of a server that has listed, to see whether its list depends on how it is started. */
  variations: 2,
  /** Clocks of the second chance for a server that ran into one: alone, after the others (reference: 60 s). */
  patientMs: 60_000,
  /** All ways to reach one server together; no further one is begun after that. */
  serverMs: 300_000,
  /** How often a running jail's memory and processor time are read from /proc. */
  watchMs: 100,

  // ---- The jail of a launch.
  /** Seconds of processor time of all its processes together. Reference: at most 2 s were needed. */
  cpuSeconds: 30,
  /** RLIMIT_DATA, per process; it counts what is reserved: Node.js fails to start a worker thread with 1 GB, several with 2. */
  dataBytes: 4096 * MB,
  /** Anonymous and shared memory that all its processes together really use. Reference: at most 304 MB were seen. */
  residentBytes: 768 * MB,
  /** Processes and threads (RLIMIT_NPROC counts both). */
  processes: 128,
  /** RLIMIT_NOFILE. */
  openFiles: 1024,
  /** RLIMIT_FSIZE; the file systems below are the real bound. */
  fileBytes: 128 * MB,
  /** Sizes of the three writable file systems, all in memory. */
  homeBytes: 128 * MB,
  tempBytes: 128 * MB,
  sharedMemoryBytes: 16 * MB,

  /** All arguments and variables of one start, well below the kernel's 2 MB for a command line. */
  commandBytes: 200 * KB,
  /** One of them; the kernel's own limit is 128 kB (MAX_ARG_STRLEN), which a variable's name counts towards. */
  argumentBytes: 100 * KB,

  // ---- What a server may say.
  /** Standard output of one attempt. Reference: the largest real list had 140 KB. */
  stdoutBytes: 16 * MB,
  /** One line of it. */
  lineBytes: 8 * MB,
  /** Lines of it; reading each costs us time. Reference: the most talkative server wrote some 250. */
  stdoutLines: 20_000,
  /** Standard error that is kept to find out why a server stopped; the rest is read and dropped. */
  stderrBytes: 64 * KB,
  /** Standard error that is stored. */
  stderrTailBytes: 4 * KB,
  /** Pages of one tool list. Reference: none of 25 popular servers had more than one. */
  pages: 50,
  /** Tools of one server. Reference: at most 61. */
  tools: 5_000,
  /** Answers to requests of a remote server that are under way at a time; each is a request of ours. */
  repliesAtOnce: 4,
  /** How many they may be. Real servers ask for the roots once, and ping every few seconds. */
  replies: 200,
  /** How often a list is read again because the server said that it changed. */
  relists: 2,
  /** Characters of the server's instructions and of its name, version and title; longer ones are cut and marked. */
  instructionsLength: 50_000,
  serverInfoLength: 200,

  // ---- Images.
  /** Pulling and unpacking one image. They are larger than package trees, and come layer by layer. */
  imageMs: 240_000,
  /** All layers of one image, as they are downloaded. Images of popular servers have 50 to 500 MB. */
  imageDownloadBytes: 800 * MB,
  /** All layers of one image, unpacked. Common bases reach 1 GB. */
  imageBytes: 2_000 * MB,

  // ---- The jail of a fetch.
  /** One metadata document of the npm registry. Packages with thousands of versions reach some 20 MB. */
  metadataBytes: 64 * MB,
  /** Unpacked size of the package itself, as the registry states it. */
  packageBytes: 200 * MB,
  /** The installed tree with all dependencies. Reference: 11 to 411 MB, median 37. */
  treeBytes: 600 * MB,
  /** Entries of the tree. Reference: up to 718 packages; large ones hold some 60,000 files. */
  treeEntries: 200_000,
  /** Bytes from the network during one fetch. */
  downloadBytes: 400 * MB,
  /** Bytes the installer may write: store and tree are two copies, and sockets count as well. */
  writtenBytes: 1_600 * MB,
  /** Connections that the installer may hold open at a time. */
  connections: 128,
  fetchCpuSeconds: 120,
  fetchDataBytes: 4096 * MB,
  fetchResidentBytes: 1536 * MB,
  fetchProcesses: 256,
  fetchFileBytes: 256 * MB,
};

/** The table of limits; tests pass one with some values lowered. */
export type Limits = typeof LIMITS;
