import type { ConfigurationProblem } from './configuration-problem.js';

const INDENT = '  ';
const GAP = '   ';

/** The report that people read: a line for each problem, its hint below, and notes at the end. */
export function renderReport(
  problems: readonly ConfigurationProblem[],
  notes: readonly string[],
): { summary: string; details: string } {
  const width = Math.max(...problems.map(({ setting }) => setting.length));
  const lines = problems.flatMap((problem) => renderProblem(problem, width));
  if (notes.length > 0) lines.push('', ...notes.map((note) => INDENT + note));
  return {
    summary: `The application was not started: ${count(problems.length)} in its configuration.`,
    details: `\n${lines.join('\n')}\n`,
  };
}

function renderProblem(problem: ConfigurationProblem, width: number): string[] {
  const { setting, found, hint, origin } = problem;
  const margin = INDENT + ' '.repeat(width) + GAP;
  const source = origin === undefined ? '' : `     (from ${origin})`;
  return [
    `${INDENT}${setting.padEnd(width)}${GAP}${found}${source}`,
    ...(hint?.split('\n').map((line) => margin + line) ?? []),
  ];
}

const count = (problems: number) => (problems === 1 ? '1 problem' : `${problems} problems`);
