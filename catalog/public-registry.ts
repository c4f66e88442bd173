/** What all files of the operator are called together: their ids are made from paths on a machine, which are nobody's business. */
export const FILES = 'file';

/** The id of a registry as it is published. */
export const publicRegistry = (id: string): string => (/^[a-z0-9][a-z0-9-]*$/.test(id) ? id : FILES);
