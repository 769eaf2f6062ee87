import { checkSecretKey } from '../config/check-secret-key.js';
import type { ConfigurationProblem } from '../config/report/configuration-problem.js';

/** A line for each problem, warning and sound key of the environment, and the exit code; never a key. */
export function secretCheck(): { text: string; exitCode: number } {
  const { problems, warnings, keys } = checkSecretKey();
  const lines = [
    ...problems.map((problem) => line('error', problem)),
    ...warnings.map((warning) => line('warning', warning)),
    ...keys.map(({ name, fingerprint }) => `ok       ${name}: fingerprint ${fingerprint}`),
  ];
  return { text: lines.join('\n'), exitCode: problems.length > 0 ? 1 : 0 };
}

function line(severity: 'error' | 'warning', problem: ConfigurationProblem): string {
  const { setting, code, found, hint, origin } = problem;
  const source = origin === undefined ? '' : ` (from ${origin})`;
  const advice = hint === undefined ? '' : `; ${hint.replaceAll('\n', '; ')}`;
  return `${severity.padEnd(8)} ${setting} ${code}: ${found}${source}${advice}`;
}
