import { keyMaterial } from './key-material.js';
import { findSecretDefect } from './secret-key.rules.js';
import { SigningError } from './signing.error.js';
import type { Secret, SigningOptions } from './signing.options.js';

const BOUNDS = { minBytes: 32, maxBytes: 4096 };
const MOST_FALLBACKS = 4;

/** What keys are derived from, the current secret first. Throws SigningError, which says of which secret it speaks. */
export function checkedSecrets(options: SigningOptions): Uint8Array[] {
  const { current, fallbacks = [], checked = false } = options;
  if (fallbacks.length > MOST_FALLBACKS) refuseTooMany(fallbacks.length);
  const materials: Uint8Array[] = [];
  for (const [index, secret] of [current, ...fallbacks].entries()) {
    const name = index === 0 ? 'The current secret' : `Fallback ${index}`;
    const material = usable(secret, name, checked);
    if (materials.some((earlier) => Buffer.compare(earlier, material) === 0)) refuseTwice(name);
    materials.push(material);
  }
  return materials;
}

function usable(secret: Secret, name: string, checked: boolean): Uint8Array {
  const bytes = bytesOf(secret, name);
  const defect = checked ? undefined : findSecretDefect(bytes, 'SECRET_KEY', BOUNDS);
  if (defect) {
    throw new SigningError(`${name} ${defect.found}.`, {
      code: 'SIGNING_SECRET',
      hint: defect.hint,
    });
  }
  const material = keyMaterial(bytes);
  // With an empty key anybody could sign.
  if (material.length === 0) refuseEmpty(name);
  return material;
}

function bytesOf(secret: unknown, name: string): Uint8Array {
  if (typeof secret === 'string') return Buffer.from(secret);
  if (secret instanceof Uint8Array) return secret;
  throw new SigningError(`${name} is missing, or neither a text nor bytes.`, {
    code: 'SIGNING_SECRET',
    hint: 'Give it as a text or as a Uint8Array.',
  });
}

function refuseEmpty(name: string): never {
  throw new SigningError(`${name} is empty.`, {
    code: 'SIGNING_SECRET',
    hint: 'Set it, or leave an empty fallback out.',
  });
}

function refuseTwice(name: string): never {
  throw new SigningError(`${name} is the same as one before it.`, {
    code: 'SIGNING_SECRET_TWICE',
    hint: 'Each secret stands once: the current one first, then earlier ones.',
  });
}

function refuseTooMany(count: number): never {
  throw new SigningError(`${count} fallbacks were given; at most ${MOST_FALLBACKS} can be.`, {
    code: 'SIGNING_FALLBACKS',
    hint: 'Drop the oldest: what they signed has most likely ended.',
  });
}
