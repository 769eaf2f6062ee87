const UNITS: Readonly<Record<string, string>> = {
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
};
const DEFAULT_LONGEST = '7d';

/** The three deployments that change SECRET_KEY without signing anybody out. Throws on an argument that it does not know. */
export function rotationPlan(args: readonly string[]): string {
  const wait = duration(longestOf(args));
  return `Three deployments change SECRET_KEY, and nobody is signed out. Make the new key first:
  npx nestjs-production-readiness secret

1. Accept: every replica verifies with the new key, all still sign with the old one.
     SECRET_KEY=<old>
     SECRET_KEY_FALLBACKS=<new>
   Wait until no replica of the deployment before is left.

2. Promote: the new key signs, the old one still verifies.
     SECRET_KEY=<new>
     SECRET_KEY_FALLBACKS=<old>
   Wait until no replica of the deployment before is left, and from then on ${wait} and 5 minutes more:
   the longest life of any token, link or session (--longest), and the difference between the clocks.

3. Retire: the old key is gone. What it signed and was not signed anew since is refused.
     SECRET_KEY=<new>
     SECRET_KEY_FALLBACKS=

After each step, \`nestjs-production-readiness secret check\` prints the fingerprints of the keys in the same order.

A key that leaked is another matter: set a new SECRET_KEY in one deployment, with the leaked one nowhere, not even as a
fallback. Everybody signs in again, and whoever has the old key can forge nothing.`;
}

/** `--longest 7d` or `--longest=7d`, and nothing else. */
function longestOf(args: readonly string[]): string {
  if (args.length === 0) return DEFAULT_LONGEST;
  const [name, value = '', ...rest] = args.flatMap((arg) => arg.split('='));
  return name === '--longest' && rest.length === 0 ? value : '';
}

/** `7d` in words. */
function duration(text: string): string {
  const [, digits, unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  const name = UNITS[unit];
  if (digits === undefined || name === undefined) {
    throw new Error(
      'plan-rotation takes --longest and a whole number of s, m, h or d, such as 30m, 12h or 7d: the longest life of any token or session.',
    );
  }
  return `${digits} ${digits === '1' ? name.slice(0, -1) : name}`;
}
