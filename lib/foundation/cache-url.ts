/** One server of a URL that may name several. */
export interface ServerHost {
  /** Empty where it cannot be read. */
  readonly host: string;
  /** NaN where it cannot be read. */
  readonly port: number;
}

/** The parts of the URL of a cache server; credentials and database hold for all hosts. */
export interface CacheUrl {
  readonly isTls: boolean;
  readonly username: string;
  readonly password: string;
  readonly hosts: readonly ServerHost[];
  /** NaN where it cannot be read. */
  readonly database: number;
}

const FORM = /^([a-z]+):\/\/(?:([^@/?#]*)@)?([^@/?#]*)(?:\/([^?#]*))?$/i;
const HOST = /^(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]+)(?::(.*))?$/iu;
const NUMBER = /^\d{1,5}$/;
const REDIS_PORT = 6379;
const MEMCACHED_PORT = 11_211;

/** Reads `scheme://user:password@a:1,b:2/database`; undefined for another form. `cacheUrlFault` says what else is wrong. */
export function readCacheUrl(url: string): CacheUrl | undefined {
  const [, scheme, credentials = '', hosts = '', path = ''] = FORM.exec(url.trim()) ?? [];
  if (scheme === undefined) return undefined;
  const [username = '', ...password] = credentials.split(':');
  const isMemcached = scheme.toLowerCase() === 'memcached';
  return {
    isTls: scheme.toLowerCase() === 'rediss',
    username: decodeURIComponent(username),
    password: decodeURIComponent(password.join(':')),
    hosts: hosts
      .split(',')
      .map((host) => readHost(host, isMemcached ? MEMCACHED_PORT : REDIS_PORT)),
    database: numberOf(path, 0),
  };
}

function readHost(text: string, defaultPort: number): ServerHost {
  const [, host = '', port] = HOST.exec(text) ?? [];
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port === '' ? Number.NaN : numberOf(port, defaultPort),
  };
}

function numberOf(text = '', missing: number): number {
  if (text === '') return missing;
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

export const addressOf = ({ host, port }: ServerHost) => `${host}:${port}`;
