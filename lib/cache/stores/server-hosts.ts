import { CacheOptionsError } from '../cache-options.error.js';

/** One server of a URL that may name several. */
export interface ServerHost {
  readonly host: string;
  readonly port: number;
}

/** The parts of CACHE_URL; credentials and path hold for all hosts. */
export interface ServerUrl {
  readonly scheme: string;
  readonly hosts: readonly ServerHost[];
  readonly username: string;
  readonly password: string;
  /** What stands after the hosts, without the slash. */
  readonly path: string;
}

const FORM = /^([a-z]+):\/\/(?:([^@/]*)@)?([^/?#]*)(?:\/([^?#]*))?$/i;

/** Reads `scheme://user:password@a:1,b:2/path`. Throws CacheOptionsError, which never shows the URL. */
export function parseServerUrl(url: string, schemes: readonly string[], port: number): ServerUrl {
  const [, scheme = '', credentials = '', hosts = '', path = ''] = FORM.exec(url.trim()) ?? [];
  if (scheme === '') throw invalidUrl('is not of the form scheme://host:port');
  if (!schemes.includes(scheme.toLowerCase())) {
    throw invalidUrl(`must start with ${schemes.map((name) => `${name}://`).join(' or ')}`);
  }
  const [username = '', ...password] = credentials.split(':');
  return {
    scheme: scheme.toLowerCase(),
    hosts: hosts.split(',').map((host) => parseHost(host, port)),
    username: decode(username),
    password: decode(password.join(':')),
    path: decode(path),
  };
}

function parseHost(text: string, defaultPort: number): ServerHost {
  const [, host = '', port] = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d*))?$/i.exec(text) ?? [];
  if (host === '') throw invalidUrl('names a host that is empty or malformed');
  const number = port === undefined ? defaultPort : Number(port);
  if (port === '' || number < 1 || number > 65_535) {
    throw invalidUrl('has a port that is not between 1 and 65535');
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: number };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidUrl('has a % that is not the start of a percent-encoded character');
  }
}

export function invalidUrl(what: string): CacheOptionsError {
  return new CacheOptionsError(`The URL of the cache server ${what}.`, {
    code: 'CACHE_URL_INVALID',
    hint: 'Correct CACHE_URL; it is not shown here because it may hold a password.',
  });
}

export const addressOf = ({ host, port }: ServerHost) => `${host}:${port}`;
