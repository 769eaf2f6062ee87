import { ValidateBy } from 'class-validator';

/** class-validator's `isInt` under its name, with words that stand beside the numbers. */
export function wholeNumberRule(words: readonly string[] = []): PropertyDecorator {
  return ValidateBy({
    name: 'isInt',
    constraints: [words],
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' ? words.includes(value) : Number.isSafeInteger(value),
    },
  });
}
