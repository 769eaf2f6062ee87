import { ProductionReadinessError } from '../../foundation/production-readiness.error.js';
import type { ConfigurationProblem } from './configuration-problem.js';
import { renderReport } from './render-report.js';

/** Thrown when the configuration cannot be used: the message is a report of every problem of every setting. */
export class ConfigurationError extends ProductionReadinessError {
  override readonly name = 'ConfigurationError';
  /** Not enumerable: loggers print the report once, not the problems again. */
  declare readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[], notes: readonly string[] = []) {
    const { summary, details } = renderReport(problems, notes);
    super(summary, { code: 'CONFIG_INVALID', hint: details });
    // An operator's error: where in the code it was thrown tells nobody anything.
    this.stack = this.message;
    Object.defineProperty(this, 'problems', { value: Object.freeze([...problems]) });
  }
}
