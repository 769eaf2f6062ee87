import type { KeyRing } from '../key-ring.js';
import { type AlsoVerify, earlierSecretsToday } from './earlier-secrets.js';

/** The keys of a purpose in base64url, for libraries that take nothing but texts; then the texts of earlier secrets. */
export function keyTexts(ring: KeyRing, purpose: string, options: AlsoVerify = {}): string[] {
  const keys = ring.derive(purpose).map(({ key }) => key.export().toString('base64url'));
  return [...keys, ...earlierSecretsToday(options).map((bytes) => bytes.toString())];
}
