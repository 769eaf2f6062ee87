import type { Setting } from '../settings/setting.js';

/**
 * Removes the variables of secrets from process.env, so that child processes, reports and libraries which print it do not
 * have them. Those of files stay: they are paths. What the process was started with stays in /proc.
 */
export function scrubEnvironment(settings: readonly Setting[]): void {
  for (const { name, kind } of settings) if (kind === 'secret') delete process.env[name];
}
