import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';

/** Gathers what Nest's loggers are told as errors, until jest.restoreAllMocks(). */
export function toldErrors(): string[] {
  const told: string[] = [];
  jest
    .spyOn(Logger.prototype, 'error')
    .mockImplementation((line: unknown) => void told.push(String(line)));
  return told;
}
