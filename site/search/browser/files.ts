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

/**
 * Loads files below a URL. A download that no search waits for any more is given up.
 *
 * @param generation that the files must be of, see format.ts; 0 takes any
 */
export function searchFiles(base: string, generation: number): SearchFiles {
  const known = new Map<string, Loading>();

  const start = (file: string): Loading => {
    const stop = new AbortController();
    const loading: Loading = {
      content: read(`${base}${file}`, generation, stop.signal),
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

async function read(url: string, generation: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  // The first file is asked for anew each time; all others bear its generation and may be kept for ever.
  const response = await (generation === 0
    ? fetch(url, { signal, cache: 'no-cache' })
    : fetch(`${url}?${generation.toString(36)}`, { signal }));
  if (!response.ok) throw generation === 0 ? new Error(`${url}: ${response.status}`) : new Outdated(url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (generation !== 0 && new DataView(bytes.buffer).getUint32(0, true) !== generation) throw new Outdated(url);
  const inflated = new Blob([bytes.subarray(4)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}
