/** Instead of a value that has not come in time. */
export const TOO_LATE = Symbol('too late');

const LONGEST_TIMER = 2 ** 31 - 1;

/** What the promise brings within so many milliseconds, else TOO_LATE; what it brings later is ignored. */
export function withinTime<T>(
  promise: Promise<T>,
  milliseconds: number,
): Promise<T | typeof TOO_LATE> {
  if (milliseconds > LONGEST_TIMER) return promise;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds, TOO_LATE).unref();
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: Error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
