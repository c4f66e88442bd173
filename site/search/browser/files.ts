/** The files of the index, each loaded once. */
export interface SearchFiles {
  /** The content of a file, without its header. Rejects when the search was given up, or {@link Outdated}. */
  load(file: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/** The site was published anew meanwhile: what was loaded before does not belong to what is there now. */
export class Outdated extends Error {}

interface Loading {
  content: Promise<Uint8Array<ArrayBuffer>>;
  stop: AbortController;
  /** Searches that wait for it. */
  waiting: number;
  done: boolean;
}

/** Loads files below a URL that never change. A download that no search waits for any more is given up. */
export function searchFiles(base: string): SearchFiles {
  const known = new Map<string, Loading>();

  const start = (file: string): Loading => {
    const stop = new AbortController();
    const loading: Loading = {
      content: read(`${base}${file}`, stop.signal),
      stop,
      waiting: 0,
      done: false,
    };
    known.set(file, loading);
    loading.content.then(
      () => (loading.done = true),
      () => forget(file, loading),
    );
    return loading;
  };
  /** A later one of the same file stays. */
  const forget = (file: string, loading: Loading) => {
    if (known.get(file) === loading) known.delete(file);
  };

  return {
    load(file, signal) {
      const loading = known.get(file) ?? start(file);
      loading.waiting += 1;
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          loading.waiting -= 1;
          if (loading.waiting === 0 && !loading.done) {
            forget(file, loading);
            loading.stop.abort();
          }
          reject(signal.reason as Error);
        });
        loading.content.then(resolve, reject);
      });
    },
  };
}

async function read(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Outdated(url);
  return unpacked(response);
}

/** Loads the file that changes, asking whether it did. */
export async function freshFile(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return unpacked(response);
}

const unpacked = async ({ body }: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(body!.pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer());
