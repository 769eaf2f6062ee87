import { describe, expect, it } from '@jest/globals';
import { hkdfSync } from 'node:crypto';
import { keyFingerprint } from '../../lib/signing/key-fingerprint.js';
import { SECRET_KEY } from '../support/environment.js';

describe('the fingerprint of a key', () => {
  it('is 8 hex digits of HKDF-SHA256 as it is documented, frozen', () => {
    const documented = hkdfSync('sha256', SECRET_KEY, 'production-readiness', 'v1\0fingerprint', 4);
    expect(keyFingerprint(Buffer.from(SECRET_KEY))).toBe(Buffer.from(documented).toString('hex'));
    expect(keyFingerprint(Buffer.from(SECRET_KEY))).toBe('ca546e2c');
  });

  it('is that of the bytes, however they are encoded', () => {
    const bytes = Buffer.from(SECRET_KEY);
    for (const text of [
      `base64:${bytes.toString('base64')}`,
      `hex:${bytes.toString('hex').toUpperCase()}`,
    ]) {
      expect(keyFingerprint(Buffer.from(text))).toBe(keyFingerprint(bytes));
    }
  });
});
