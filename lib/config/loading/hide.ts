/**
 * Takes a property out of the enumerable world: JSON, spread, Object.assign, structuredClone and v8.serialize
 * do not see it, and util.inspect shows no more than that there is a getter. Reading it stays a property read.
 */
export function hide(config: object, name: string, read: () => unknown): void {
  Object.defineProperty(config, name, { get: read, enumerable: false, configurable: false });
}
