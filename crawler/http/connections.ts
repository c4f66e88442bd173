import type { Dispatcher } from 'undici';
import { openDispatcher } from './open-dispatcher.ts';

/** How the hosts of some addresses are connected to, where that differs from what this machine does by itself. */
export interface Route {
  /** The certificate authorities to trust, PEM; those that are built in when absent or empty. */
  certificates?: string | undefined;
  /** A proxy, or `none`; what the environment names when absent. */
  proxy?: URL | 'none' | undefined;
}

/** The connections of a process. */
export interface Connections {
  /** @param guarded whether only public addresses are connected to */
  through(route: Route | undefined, guarded: boolean): Dispatcher;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Connections are kept per route, which is an object that its owner keeps. */
export function openConnections(): Connections {
  const opened = new Map<Route | undefined, Map<boolean, Dispatcher>>();
  const through = (route: Route | undefined, guarded: boolean): Dispatcher => {
    const pair = opened.get(route) ?? new Map<boolean, Dispatcher>();
    opened.set(route, pair);
    const dispatcher = pair.get(guarded) ?? openDispatcher({ ...route, guarded });
    pair.set(guarded, dispatcher);
    return dispatcher;
  };
  // At once, so that a proxy that is none is found before anything is asked.
  through(undefined, true);
  return {
    through,
    async close() {
      const all = [...opened.values()].flatMap((pair) => [...pair.values()]);
      await Promise.all(all.map((dispatcher) => dispatcher.close()));
    },
  };
}
