/** The server of DATABASE_URL does not answer, or lets nobody in. */
export class UnreachableServerError extends Error {
  override readonly name = 'UnreachableServerError';

  constructor(reason: unknown) {
    super(`The server of DATABASE_URL cannot be used: ${describe(reason)}.`);
    // As of FolderInUseError: the message is what helps.
    this.stack = this.message;
  }
}

/** What the server says, or the code of a connection that failed: with several addresses its message is empty. */
function describe(reason: unknown): string {
  if (!(reason instanceof Error)) return 'unknown reason';
  return reason.message || ('code' in reason ? String(reason.code) : reason.name);
}
