/**
 * Takes properties out of the enumerable world: JSON, spread, Object.assign, structuredClone and v8.serialize do
 * not see them, and util.inspect shows no more than that there is a getter.
 *
 * Reading a property stays as fast as on a plain object. A data property that is turned into an accessor in place
 * would put the object into V8's dictionary mode, where each read is a hash look-up; one that is the last may be
 * removed without that. So all are removed from the last to the first, and defined anew.
 */
export function hide(object: object, readers: ReadonlyMap<string, () => unknown>): void {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(object));
  for (const [name] of properties.toReversed()) Reflect.deleteProperty(object, name);
  for (const [name, descriptor] of properties) {
    if (!readers.has(name)) Object.defineProperty(object, name, descriptor);
  }
  for (const [name, get] of readers) {
    Object.defineProperty(object, name, { get, enumerable: false, configurable: false });
  }
}
