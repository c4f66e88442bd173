/** Variables that the dynamic loader and the C library of the sandbox's own programs obey: ld.so(8), GLIBC_TUNABLES in glibc's manual. */
const OF_THE_LOADER = /^(?:LD_|GLIBC_TUNABLES$|MALLOC_)/;

/**
 * The variables that a stranger may set. Without a sandbox they are there before the program that puts the limits on, and what
 * we start ourselves beside a server has them too, so none may decide what those load. Variables with a NUL, which no command line can carry, are left out as well.
 */
export function passableEnvironment(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => !OF_THE_LOADER.test(name) && !name.includes('\0') && !value.includes('\0'),
    ),
  );
}
