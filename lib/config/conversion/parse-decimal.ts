/** Decimal digits with an optional sign and fraction; no exponent, no Infinity, never -0. */
export function parseDecimal(text: string): number | undefined {
  if (!/^[+-]?[0-9]+(\.[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : undefined;
}
