/** The header of a JSON Web Token from its encoded form; undefined when it is none. Never throws. */
export function readJwtHeader(segment: string): { readonly kid?: unknown } | undefined {
  try {
    // As jsonwebtoken reads it: another decoding might see another key id.
    const header: unknown = JSON.parse(Buffer.from(segment, 'base64').toString('latin1'));
    return typeof header === 'object' && header !== null ? header : undefined;
  } catch {
    return undefined;
  }
}
