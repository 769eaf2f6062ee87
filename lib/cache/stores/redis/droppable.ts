/** What this needs of a client of node-redis. */
interface Droppable {
  readonly isOpen: boolean;
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: 'connect' | 'ready' | 'reconnecting', listener: () => void): unknown;
  once(event: 'connect' | 'ready' | 'reconnecting', listener: () => void): unknown;
}

/**
 * A client whose `destroy` may be called while its socket connects: node-redis forgets that socket then, and leaves it open.
 * Here it waits until the socket is connected, or the next attempt is due.
 */
export function droppable<T extends Droppable>(client: T): T {
  const connect = client.connect.bind(client);
  const destroy = client.destroy.bind(client);
  const destroyIfOpen = () => {
    if (client.isOpen) destroy();
  };
  let isConnecting = client.isOpen && !client.isReady;
  client.connect = () => {
    isConnecting = true;
    return connect();
  };
  client.on('reconnecting', () => (isConnecting = true));
  client.on('connect', () => (isConnecting = false));
  client.destroy = () => {
    if (!isConnecting) return destroy();
    client.once('reconnecting', destroyIfOpen);
    // After its first commands are written: `connect` would wait for ever for their answers.
    client.once('connect', () => setImmediate(destroyIfOpen));
    // One that was given here late may have its socket already.
    client.once('ready', destroyIfOpen);
  };
  return client;
}
