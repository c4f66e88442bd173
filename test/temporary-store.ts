import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../catalog/store/open.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A catalogue in a folder of its own, closed and deleted when the running test ends. */
export function temporaryStore(path: string = join(temporaryFolder(), 'catalogue.sqlite')): Store {
  const store = openStore(path);
  onTestFinished(() => store.close());
  return store;
}
