/** Variables by name, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Instead of process.env: variables by name, or a function that fetches them, from a vault for instance. */
export interface EnvironmentSource {
  env?: Environment | (() => Environment | Promise<Environment>);
}
