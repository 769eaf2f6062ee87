const CREDENTIALS = 'Correct the user and the password in CACHE_URL.';
const AUTHORITY = 'Name the file of the certificate authority in the variable NODE_EXTRA_CA_CERTS.';

/** What an operator does about what `causeOf` tells, where it will not pass by itself. */
const REMEDIES: Readonly<Record<string, string>> = {
  NOAUTH: 'Put the password of the server into CACHE_URL.',
  WRONGPASS: CREDENTIALS,
  NOPERM: 'Allow the Redis user the commands, keys and channels that the README names.',
  ERR: 'Look at the user, the password and the number of the database in CACHE_URL.',
  ECONNREFUSED: 'Start the server, or correct the host and the port in CACHE_URL.',
  ENOTFOUND: 'Correct the host in CACHE_URL.',
  ConnectionTimeoutError:
    'Correct the host and the port in CACHE_URL; for rediss:// the server has to speak TLS there.',
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
