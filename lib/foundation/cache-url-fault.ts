import { cacheProvider } from './cache-provider.js';
import { type CacheUrl, readCacheUrl, type ServerHost } from './cache-url.js';

/** Something that ends the host before the last @, which ends the password. */
const UNENCODED = /^[a-z]+:\/\/[^/?#@]*[/?#@].*@/i;

/** What is wrong with a URL that begins as that of a cache server, as the end of a sentence; never a part of the URL. */
export function cacheUrlFault(given: string): string | undefined {
  const url = given.trim();
  const provider = cacheProvider(url);
  if (provider === undefined || provider === 'memory') return undefined;
  if (UNENCODED.test(url)) return 'has / ? # or @ in its password, which are percent-encoded there';
  if (/[\s\p{Cc}]/u.test(url)) return 'holds a blank or a control character';
  if (!isDecodable(url)) return 'has a % that is not the start of a percent-encoded character';
  const read = readCacheUrl(url);
  if (read === undefined) return 'is not of the form scheme://user:password@host:port/database';
  const inHosts = read.hosts.map(hostFault).find((fault) => fault !== undefined);
  return inHosts ?? (provider === 'redis' ? redisFault(read) : memcachedFault(read));
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function hostFault({ host, port }: ServerHost): string | undefined {
  if (host === '') return 'names a host that is empty or malformed';
  return port >= 1 && port <= 65_535 ? undefined : 'has a port that is not between 1 and 65535';
}

function redisFault({ database, hosts }: CacheUrl): string | undefined {
  if (Number.isNaN(database)) return 'names a database that is not a number';
  if (database === 0 || hosts.length === 1) return undefined;
  return 'names a database, of which a cluster has only one';
}

function memcachedFault({ username, password, hosts, database }: CacheUrl): string | undefined {
  if (username + password !== '') return 'has a user or password, which memcached has not';
  if (database !== 0) return 'names a database, which memcached has not';
  return hosts.some(({ host }) => host.includes(':'))
    ? 'has an IPv6 address, which memcache-client does not take: give a name'
    : undefined;
}
