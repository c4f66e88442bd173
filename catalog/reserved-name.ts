/**
 * Names that no file or folder gets. A page is `<slug>/index.html` with its twin `index.md`, a JSON document `<slug>.json`: as
 * `index` it would take the place of the page or list of its parent folder. Hosts that leave out endings take `a.html` for `a`.
 * Windows knows devices by these names, with any ending, and unpacks no file of them:
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file. A slug that was given before stays: it is an address.
 */
const RESERVED = /^(?:index(?:\.md)?|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*\.html?)$/i;

/** Whether a name is none that a file or folder may get. */
export const isReserved = (name: string): boolean => RESERVED.test(name);
