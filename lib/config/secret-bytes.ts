import { BaseConfig } from './base-config.js';

/** The bytes of a secret, if it is set. No string is made of one that a file held. */
export function secretBytes(config: BaseConfig, name: string): Uint8Array | undefined {
  const loaded = BaseConfig.loadedSettings(config).find(({ setting }) => setting.name === name);
  if (loaded?.bytes !== undefined) return loaded.bytes;
  const text: unknown = Reflect.get(config, name);
  return typeof text === 'string' ? Buffer.from(text) : undefined;
}
