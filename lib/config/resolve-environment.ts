import { nameOfError } from '../foundation/name-of-error.js';
import type { Environment, EnvironmentSource } from './environment.js';
import { ConfigurationError } from './report/configuration.error.js';

const TIME_LIMIT_MS = 10_000;

/** The variables of the source. Throws ConfigurationError when it fails, or takes longer than 10 seconds. */
export async function resolveEnvironment(
  env: EnvironmentSource['env'],
  timeLimit = TIME_LIMIT_MS,
): Promise<Environment> {
  if (typeof env !== 'function') return env ?? process.env;
  const variables = await withTimeLimit(async () => env(), timeLimit);
  if (!isEnvironment(variables)) throw sourceFailed('gave no variables');
  return variables;
}

/** What the type promises, but a function in JavaScript may not keep; each value is looked at when it is read. */
function isEnvironment(variables: unknown): variables is Environment {
  return typeof variables === 'object' && variables !== null;
}

async function withTimeLimit(run: () => Promise<unknown>, limit: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const late = sourceFailed(`had given no variables after ${limit / 1000} seconds`);
    timer = setTimeout(() => reject(late), limit);
  });
  try {
    return await Promise.race([run(), timeout]);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    // Without its message: a client's may hold a URL with a token.
    throw sourceFailed(`failed to give the variables: ${nameOfError(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function sourceFailed(found: string): ConfigurationError {
  const hint = 'the function that was given as env fetches them; see that its server answers';
  return new ConfigurationError([{ setting: 'env', code: 'source-failed', found, hint }]);
}
