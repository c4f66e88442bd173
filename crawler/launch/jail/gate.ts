import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Descriptor of the gate inside the jail. */
export const GATE_FD = 3;

/**
 * The first command inside the jail: it reports that it runs, waits to be let through, and becomes the program. When the
 * launcher is gone, it reads an end instead, and the jail ends with it.
 */
const ARGUMENTS: readonly string[] = [
  '-c',
  `echo >&${GATE_FD} && read -r go <&${GATE_FD} && exec ${GATE_FD}>&- && exec "$@"`,
  'gate',
];

/** @param shell the command that runs a shell inside the jail */
export function gate(shell: readonly string[]): string[] {
  return [...shell, ...ARGUMENTS];
}

/** The launcher's side of a gate. */
export interface Gate {
  /** Keeps the program from starting. Returns whether it was still outside; then the jail ends by itself. */
  close(): boolean;
}

/**
 * Holds a program back until the jail is sure to die with us. bubblewrap asks the kernel to be killed when its parent dies,
 * but each of its processes does so only after a moment; whoever is killed in that moment leaves a running jail behind
 * (containers/bubblewrap#633). By the time the gate reports, all but one have done so, and `isArmed` tells of that one.
 */
export function holdGate(socket: Duplex, isArmed: () => boolean): Gate {
  let inside = false;
  let closed = false;
  socket.on('error', () => {}); // The jail has ended: the exit tells the story.
  socket.once('data', () => void letIn());
  return {
    close() {
      closed = true;
      if (!inside) socket.destroy();
      return !inside;
    },
  };

  async function letIn(): Promise<void> {
    for (; !isArmed(); await sleep(1)) if (closed || socket.destroyed) return;
    if (closed) return;
    inside = true;
    socket.end('\n');
  }
}
