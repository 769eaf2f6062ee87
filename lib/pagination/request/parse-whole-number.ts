const DIGITS_MAX = 9;
const VALUE_MAX = 999_999_999;
const DIGIT_ZERO = 48;

/**
 * The number written by 1 to 9 ASCII digits, or a real whole number of that size; 0 for everything else.
 * Number() and parseInt() accept too much: " 5", "1e3", "0x10", "5abc", "٥".
 */
export function parseWholeNumber(value: unknown): number {
  if (typeof value === 'string') return parseDigits(value);
  return typeof value === 'number' && isWholeNumber(value) ? value : 0;
}

function parseDigits(text: string): number {
  if (text.length > DIGITS_MAX) return 0;
  let number = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number;
}

function isWholeNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= VALUE_MAX;
}
