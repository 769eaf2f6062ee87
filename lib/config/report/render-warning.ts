import type { ConfigurationProblem } from './configuration-problem.js';

/** A warning as one line of the log, its code at the end. */
export function renderWarning({ setting, code, found, hint }: ConfigurationProblem): string {
  return `${setting} ${found}; ${hint?.replaceAll('\n', '; ')} (${code})`;
}
