/** The properties that a function of the configuration reads; none for what is no function. */
export function readsOf(value: unknown, config: object): string[] {
  if (typeof value !== 'function') return [];
  const reads = new Set<string>();
  const recorder = new Proxy(config, {
    get(target, property, receiver) {
      if (typeof property === 'string') reads.add(property);
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
  try {
    Reflect.apply(value, undefined, [recorder]);
  } catch {
    // Private state is out of a proxy's reach; what was read until then is known.
  }
  return [...reads];
}
