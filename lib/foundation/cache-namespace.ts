/** What the prefix of keys on a shared cache server is made of: nothing that a server, a hash tag or a glob gives a meaning. */
export const CACHE_NAMESPACE = {
  pattern: /^[A-Za-z0-9._-]{1,64}$/,
  rule: '1 to 64 letters, digits, dots, hyphens or underscores',
} as const;
