import { randomBytes } from 'node:crypto';
import { rotationPlan } from './rotation-plan.js';
import { secretCheck } from './secret-check.js';

/** What `secret`, `secret check` and `secret plan-rotation` print, and with which exit code. */
export function secretCommand([action, ...args]: readonly string[]): {
  text: string;
  exitCode: number;
} {
  if (action === 'plan-rotation') return { text: rotationPlan(args), exitCode: 0 };
  if (action === 'check' && args.length === 0) return secretCheck();
  if (action === undefined) return { text: randomBytes(32).toString('base64url'), exitCode: 0 };
  // Not quoted: a key may stand there by mistake.
  throw new Error('secret is followed by nothing, by check, or by plan-rotation [--longest 7d].');
}
