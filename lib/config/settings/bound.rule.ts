import { ValidateBy, type ValidationArguments } from 'class-validator';
import { resolveOfConfig } from './resolve-of-config.js';
import type { OfConfig } from './setting.js';

/** class-validator's Min or Max, under its name so that one replaces the other, with a bound that may depend on other settings. */
export function boundRule(name: 'min' | 'max', bound: OfConfig<number>): PropertyDecorator {
  const holds = (value: unknown, args: ValidationArguments | undefined) => {
    // What is no number is the business of the rule that asks for one.
    if (typeof value !== 'number') return true;
    const limit = resolveOfConfig(bound, args?.object);
    return name === 'min' ? value >= limit : value <= limit;
  };
  return ValidateBy({ name, constraints: [bound], validator: { validate: holds } });
}
