import { setMaxListeners } from 'node:events';

/**
 * A client of node-redis whose `destroy` also ends what is still connecting; the client itself would forget such a socket
 * and leave it open. `make` gives the signal to the sockets.
 */
export function droppable<T extends { destroy(): void }>(make: (dropped: AbortSignal) => T): T {
  const dropping = new AbortController();
  // One for each connection of a cluster.
  setMaxListeners(0, dropping.signal);
  const client = make(dropping.signal);
  const destroy = client.destroy.bind(client);
  client.destroy = () => {
    destroy();
    dropping.abort();
  };
  return client;
}
