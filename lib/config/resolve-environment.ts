import { isNativeError } from 'node:util/types';
import { errorCode } from '../foundation/error-code.js';
import type { Environment, EnvironmentSource } from './environment.js';
import type { ConfigurationProblem } from './report/configuration-problem.js';
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
function sourceFailed(error: unknown): ConfigurationProblem {
  return {
    setting: 'env',
    code: 'source-failed',
    found:
      error instanceof SourceTimeoutError
        ? `had given no variables after ${TIME_LIMIT_MS / 1000} seconds`
        : `failed to give the variables: ${nameOf(error)}`,
    hint: 'the function that forRoot() was given as env fetches them; see that its server answers',
  };
}

function nameOf(error: unknown): string {
  const name = isNativeError(error) ? error.name : 'what it threw is no Error';
  const code = errorCode(error);
  return code === undefined ? name : `${name} (${code})`;
}
