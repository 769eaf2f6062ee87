import type { MemcacheClient, MemcacheConnection } from 'memcache-client';

type Client = typeof MemcacheClient;

/**
 * The client, but for a server that breaks the protocol: its connection ends at once, where memcache-client would throw with
 * nobody to catch it, print what was sent, or take it for the answer to something else.
 */
export function strictClient(Client: Client): Client {
  return class extends Client {
    readonly #strict = new WeakSet<MemcacheConnection>();

    /** Called before anything can come back on a new connection. */
    override _send(...args: Parameters<MemcacheClient['_send']>): Promise<unknown> {
      const [connection] = args;
      if (!this.#strict.has(connection)) makeStrict(connection);
      this.#strict.add(connection);
      return super._send(...args);
    }
  };
}

function makeStrict(connection: MemcacheConnection): void {
  const processCmd = connection.processCmd.bind(connection);
  const receiveResult = connection.receiveResult.bind(connection);
  const isAskedFor = () => connection._cmdQueue.length > 0;
  /** What the parser takes for a reason to leave the rest of the data alone. */
  const end = () => {
    connection.shutdown();
    return 0;
  };
  connection.processCmd = (tokens) => {
    try {
      return isAskedFor() ? processCmd(tokens) : end();
    } catch {
      return end();
    }
  };
  connection.receiveResult = (value) => {
    if (isAskedFor()) receiveResult(value);
    else end();
  };
  connection.cmdAction_undefined = () => {
    end();
    return false;
  };
  connection.malformDataStream = end;
}
