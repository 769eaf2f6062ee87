import { createSecretKey, type KeyObject } from 'node:crypto';
import type { KeyRing } from '../key-ring.js';
import { type AlsoVerify, earlierSecretsToday } from './earlier-secrets.js';

/** What express-session takes. */
export interface ExpressSessionSettings {
  secret: KeyObject[];
  rolling: boolean;
  resave: boolean;
  saveUninitialized: boolean;
}

/**
 * Options for express-session; add `store` and `cookie`. `rolling` signs the cookie anew with each answer: without it
 * somebody who is active loses the session when the earlier key goes. `alsoVerify` is looked at when the application starts.
 */
export function expressSessionOptions(
  ring: KeyRing,
  options: AlsoVerify = {},
): ExpressSessionSettings {
  const keys = ring.derive('express-session').map(({ key }) => key);
  const earlier = earlierSecretsToday(options).map((bytes) => createSecretKey(bytes));
  return { secret: [...keys, ...earlier], rolling: true, resave: false, saveUninitialized: false };
}
