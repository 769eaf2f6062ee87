import { ConfigurationError, ProductionConfig, type BaseConfig } from 'nestjs-production-readiness';

/** A key that every rule accepts. */
export const SECRET_KEY = 'Zs4Q0mXw7rB2uHnE9yKcT6vLdP1jGfA8oRiW3xYbN5k';

/** Two that were in use before. */
export const OLD_KEY = '9vLrT2xQeN4cWm7KpZ0bYhUsDa5JgF8iRoE1tXyBq6M';
export const OLDER_KEY = 'Hn3wCk8ZrV5yTbQ1mJx7LpDf0UgSa2EoWi9KcYtRe4N';

/** The least environment that a configuration loads from, with `variables` on top. */
export function environment(variables: Record<string, string> = {}): Record<string, string> {
  return { SECRET_KEY, ...variables };
}

/** What loading refuses with. */
export function refusal(
  env: Record<string, string>,
  Class: new () => BaseConfig = ProductionConfig,
): ConfigurationError {
  try {
    ProductionConfig.loadWith(Class, { env });
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}
