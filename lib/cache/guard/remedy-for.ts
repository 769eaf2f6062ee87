const CREDENTIALS = 'Correct the user and the password, in CACHE_URL or in your own client.';
const ADDRESS = 'Correct the host and the port, in CACHE_URL or in your own client';
const AUTHORITY = 'Name the file of the certificate authority in the variable NODE_EXTRA_CA_CERTS.';

/** What an operator does about what `causeOf` tells, where it will not pass by itself. */
const REMEDIES: Readonly<Record<string, string>> = {
  NOAUTH: CREDENTIALS,
  WRONGPASS: CREDENTIALS,
  NOPERM: 'Allow the Redis user the commands, keys and channels that the README names.',
  ERR: 'The server refuses a command: look at the number of the database in CACHE_URL, and whether it has all commands that the README names.',
  OOM: 'The server is full and evicts nothing: set its maxmemory-policy, such as allkeys-lru.',
  READONLY: 'This is a replica: name its primary in CACHE_URL.',
  MOVED:
    'This is one of a cluster: name several of its hosts in CACHE_URL; one may stand there twice.',
  CLUSTERDOWN: 'Look at the state of the cluster: some of its slots have no node.',
  ECONNREFUSED: `Start the server. ${ADDRESS}.`,
  ECONNRESET: `${ADDRESS}; where the server speaks TLS, the URL begins with rediss://.`,
  ENOTFOUND: `${ADDRESS}.`,
  UnexpectedReplyError: `What answers there is no such server. ${ADDRESS}.`,
  ConnectionTimeoutError: `${ADDRESS}; for rediss:// the server has to speak TLS there.`,
  ERR_SSL_WRONG_VERSION_NUMBER: `${ADDRESS}; for rediss:// the server has to speak TLS there.`,
  RootNodesUnavailableError:
    'Several hosts in CACHE_URL are nodes of a Redis Cluster: correct them, the user and the password.',
  DEPTH_ZERO_SELF_SIGNED_CERT: AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: AUTHORITY,
  ERR_TLS_CERT_ALTNAME_INVALID: 'Name the host in CACHE_URL as its certificate does.',
};

export function remedyFor(cause: string | undefined): string | undefined {
  return cause === undefined ? undefined : REMEDIES[cause];
}
