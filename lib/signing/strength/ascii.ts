export const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
export const isUpper = (byte: number) => byte >= 0x41 && byte <= 0x5a;
export const isLower = (byte: number) => byte >= 0x61 && byte <= 0x7a;
export const isLetter = (byte: number) => isUpper(byte) || isLower(byte);
export const isAlphanumeric = (byte: number) => isLetter(byte) || isDigit(byte);
export const isPrintable = (byte: number) => byte >= 0x20 && byte <= 0x7e;
export const toLower = (byte: number) => (isUpper(byte) ? byte | 0x20 : byte);
