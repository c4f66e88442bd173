import type { Connections } from './connections.ts';
import type { HostQueues } from './host-queues.ts';
import type { HttpLimits } from './http-client.ts';

/** What everybody shares who asks through one client: the turns of the hosts, the connections, the name that we give. */
export interface Network {
  queues: HostQueues;
  connections: Connections;
  limits: HttpLimits;
  /** Says who we are and where to complain. */
  userAgent: string;
}
