import type { DueLauncher, LaunchTicket } from '../launch/due-launcher.ts';

interface Here {
  /** Whether a server is nobody else's business, at this moment. */
  isPrivate: (ticket: LaunchTicket) => boolean;
  /** Prepares this machine; called when the first private server is due. */
  open: () => Promise<DueLauncher>;
  /** Private servers that run at the same time. */
  slots: number;
  /** Aborted when no further launch is to begin; those under way go on until the signal that they were given is aborted. */
  stopping: AbortSignal;
}

/**
 * A launcher that gives private servers to this machine and all others to a queue: who can read the queue, or runs a worker,
 * sees what is launched.
 */
export function launchPrivateHere(queue: DueLauncher, { isPrivate, open, slots, stopping }: Here): DueLauncher {
  let here: Promise<DueLauncher> | undefined;
  const waiting: (() => void)[] = [];
  let free = slots;
  /** The stage asks a queue for many launches at a time; this machine has room for a few. */
  const turn = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const pass = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    resumes: (ticket) => !isPrivate(ticket) && queue.resumes?.(ticket) === true,
    async launch(plan, signal, ticket) {
      if (!isPrivate(ticket)) return queue.launch(plan, signal, ticket);
      await turn();
      try {
        signal.throwIfAborted();
        stopping.throwIfAborted();
        here ??= open();
        return await (await here).launch(plan, signal, ticket);
      } finally {
        pass();
      }
    },
    stored: (ticket) => isPrivate(ticket) || queue.stored?.(ticket),
    async close() {
      await queue.close();
      await (await here?.catch(() => undefined))?.close();
    },
  };
}
