/**
 * `Promise.resolve`, faster for objects: making a promise looks for `then` in its value, which V8 leaves out
 * where the same has just been read.
 */
export function promiseOf<T>(value: T): Promise<T> {
  if (typeof value !== 'object' || value === null) return Promise.resolve(value);
  try {
    if ((value as { then?: unknown }).then === undefined) return Promise.resolve(value);
  } catch {
    // A getter that throws: asked again below, it rejects the promise.
  }
  return adopt(value);
}

/** A function of its own, so that the other way is compiled for what has no `then`. */
function adopt<T>(value: T): Promise<T> {
  return Promise.resolve(value);
}
