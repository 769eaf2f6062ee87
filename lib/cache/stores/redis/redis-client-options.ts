import type { CacheUrl, ServerHost } from '../../../foundation/cache-url.js';

const CONNECT_LIMIT = 500;
const LONGEST_RETRY = 250;
/** A connection that brings nothing for so long, although it is asked, has died without a sign: another is made. */
const LONGEST_SILENCE = 1_500;
const ASK_EVERY = 500;
/** More than the guard lets through; a second line of defence. */
const LONGEST_QUEUE = 10_000;

/** How our clients connect to one server. */
export function clientOptions(url: CacheUrl, { host, port }: ServerHost) {
  const { username, password, database } = url;
  return {
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    database,
    // The guard answers while there is no connection, and has the time limits.
    disableOfflineQueue: true,
    commandsQueueMaxLength: LONGEST_QUEUE,
    pingInterval: ASK_EVERY,
    socket: {
      ...(url.isTls ? { tls: true as const } : {}),
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
