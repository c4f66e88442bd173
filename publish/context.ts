import type { OutputDirectory } from '../output/output-directory.ts';
import type { PublishProgress } from './publish.ts';
import type { WorkerPool } from './worker-pool.ts';

/** What every step of a publication is given. */
export interface PublishContext {
  /** Folder of the repository. */
  root: string;
  output: OutputDirectory;
  siteUrl?: string | undefined;
  contact?: string | undefined;
  /** Looks at every file that stands there, not at a share of them. */
  verify?: boolean | undefined;
  pool: WorkerPool;
  /** Entry of the built renderer; it is built when it is first asked for. */
  renderer: () => Promise<string>;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: PublishProgress) => void) | undefined;
}
