/** Milliseconds that a request spends on the server at most before it goes on without it. */
export const SERVER_LIMIT = 100;
