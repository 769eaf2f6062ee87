/**
 * Where the value of a setting came from: process.env, the `env` option, a file named by `X_FILE`, the class,
 * the key kept for development, or the caller of `testConfig`.
 */
export type Origin =
  | 'the environment'
  | 'the env option'
  | `the file ${string}`
  | 'the default'
  | 'the development key'
  | 'an override'
  | 'a stand-in of testConfig';
