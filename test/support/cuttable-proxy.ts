import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Between a client and a server. While it is cut it takes connections and never says a word, and a connection that was cut
 * stays so: the way back has forgotten it, as a firewall does.
 */
export class CuttableProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #target: number | undefined;
  /** Connections that were taken, and bytes that came by them, while cut. */
  swallowed = 0;

  private constructor() {
    this.#server = createServer((socket) => this.#take(socket));
  }

  /** Cut, until `forward` is called. */
  static async start(): Promise<CuttableProxy> {
    const proxy = new CuttableProxy();
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** New connections go to this port of 127.0.0.1. */
  forward(target: number): void {
    this.#target = target;
  }

  cut(): void {
    this.#target = undefined;
    for (const socket of this.#sockets) this.#silence(socket);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #take(socket: Socket): void {
    this.#keep(socket);
    if (this.#target === undefined) return this.#silence(socket);
    const server = this.#keep(connect(this.#target, '127.0.0.1'));
    socket.pipe(server).pipe(socket);
    socket.on('close', () => server.destroy());
    server.on('close', () => {
      // A server that goes away while cut tells nobody.
      if (this.#target !== undefined) socket.destroy();
    });
  }

  #silence(socket: Socket): void {
    socket.unpipe();
    this.swallowed++;
    socket.removeAllListeners('data').on('data', () => this.swallowed++);
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket.on('error', () => {}).setNoDelay());
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
