/** Instead of an answer: the server is away, too slow, or has too much to do. */
export const UNAVAILABLE = Symbol('unavailable');
