import type { Environment, EnvironmentSource } from './environment.js';
import { ConfigurationError } from './report/configuration.error.js';

const TIME_LIMIT_MS = 10_000;

/** The variables of the source. Throws ConfigurationError when it fails, or takes longer than 10 seconds. */
export async function resolveEnvironment(env: EnvironmentSource['env']): Promise<Environment> {
  if (typeof env !== 'function') return env ?? process.env;
  try {
    return await withTimeLimit(async () => env());
  } catch (error) {
    throw new ConfigurationError([sourceFailed(error)]);
  }
}

async function withTimeLimit<T>(run: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SourceTimeoutError()), TIME_LIMIT_MS);
  });
  try {
    return await Promise.race([run(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

class SourceTimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** Names the error, not its message: a client's message may hold a URL with a token. */
function sourceFailed(error: unknown) {
  const name = error instanceof Error ? error.name : 'no error object';
  const code = error instanceof Error && 'code' in error ? `, ${String(error.code)}` : '';
  return {
    setting: 'env',
    code: 'source-failed',
    found:
      error instanceof SourceTimeoutError
        ? `had given no variables after ${TIME_LIMIT_MS / 1000} seconds`
        : `failed to give the variables (${name}${code})`,
    hint: 'the function that forRoot() was given as env fetches them; see that its server answers',
  };
}
