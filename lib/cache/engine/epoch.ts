/** What a run knows of its key's history. */
export interface Epoch {
  /**
   * False once the key was written, deleted or cleared, or what a later load brings was kept: the result then goes to
   * those who wait and is kept nowhere.
   */
  isCurrent: boolean;
  /** Its place in the order in which loads began. */
  readonly number: number;
}
