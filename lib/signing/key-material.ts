/** The bytes that keys are derived from: what `base64:` or `hex:` announces, decoded, else the text itself. */
export function keyMaterial(secret: Uint8Array): Uint8Array {
  const text = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength);
  if (text.indexOf('base64:') === 0) return Buffer.from(text.toString('latin1', 7), 'base64');
  if (text.indexOf('hex:') === 0) return Buffer.from(text.toString('latin1', 4), 'hex');
  return secret;
}
