import { BuildOnlyError } from '../build-only.error.js';

/** In place of secrets in a build: undefined while the configuration is made and checked, an error from then on. */
export class UnreadSecrets {
  #isSealed = false;

  seal(): void {
    this.#isSealed = true;
  }

  readerOf(name: string): () => undefined {
    return () => {
      if (this.#isSealed) throw BuildOnlyError.secretRead(name);
      return undefined;
    };
  }
}
