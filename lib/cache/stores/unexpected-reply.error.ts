/** A server answered what the command cannot have given: it is no such server, or its connection has lost its order. */
export class UnexpectedReplyError extends Error {
  constructor() {
    super('The cache server answered something else.');
  }
}
