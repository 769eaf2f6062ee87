import { invalidUrl, type ServerHost, type ServerUrl } from '../server-hosts.js';

const CONNECT_LIMIT = 500;
const LONGEST_RETRY = 250;
/** A connection that brings nothing for so long, although it is asked, has died without a sign: another is made. */
const LONGEST_SILENCE = 1_500;
const ASK_EVERY = 500;
/** More than the guard lets through; a second line of defence. */
const LONGEST_QUEUE = 10_000;

/** How our clients connect to one server. */
export function clientOptions(url: ServerUrl, { host, port }: ServerHost) {
  const { username, password } = url;
  return {
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    database: databaseOf(url),
    // The guard answers while there is no connection, and has the time limits.
    disableOfflineQueue: true,
    commandsQueueMaxLength: LONGEST_QUEUE,
    pingInterval: ASK_EVERY,
    socket: {
      ...(url.scheme === 'rediss' ? { tls: true as const } : {}),
      host,
      port,
      connectTimeout: CONNECT_LIMIT,
      socketTimeout: LONGEST_SILENCE,
      keepAlive: true,
      keepAliveInitialDelay: 5_000,
      reconnectStrategy: (retries: number) => Math.min(50 * (retries + 1), LONGEST_RETRY),
    },
  };
}

export function databaseOf({ path, hosts }: ServerUrl): number {
  if (path === '') return 0;
  if (!/^\d{1,5}$/.test(path)) throw invalidUrl('names a database that is not a number');
  if (hosts.length > 1) throw invalidUrl('names a database, of which a cluster has only one');
  return Number(path);
}
