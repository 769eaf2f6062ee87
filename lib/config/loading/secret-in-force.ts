import type { RawValue } from './read-raw-value.js';

/** The bytes of a secret that was set, or else of what the class says: a secret in the source is held to the same rules. */
export function secretInForce(
  config: object,
  raw: ReadonlyMap<string, RawValue>,
  name: string,
): Buffer | 'not a text' | undefined {
  const content: unknown = raw.get(name)?.content ?? Reflect.get(config, name);
  if (content === undefined || Buffer.isBuffer(content)) return content;
  return typeof content === 'string' ? Buffer.from(content) : 'not a text';
}
