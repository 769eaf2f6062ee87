import { createHmac, type KeyObject } from 'node:crypto';

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs by hand what no library would. Texts are taken for the header or the claims as they are. */
export function handMadeJwt(
  header: unknown,
  claims: unknown,
  key: KeyObject | string | Buffer,
  hash = 'sha256',
): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}

export const seconds = () => Math.floor(Date.now() / 1000);
