/** A second process wants a folder that one process can use at a time. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(folder: string, pid: number) {
    super(
      `The embedded database in ${folder} is in use by process ${pid}, and two processes would lose each other's writes.\n` +
        'Stop that process, or set DATABASE_URL: two instances need a PostgreSQL server.',
    );
    // Nest shows the stack of what stops a boot; who started a second process needs the message.
    this.stack = this.message;
  }
}
