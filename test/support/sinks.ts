import { ConsoleLogger } from '@nestjs/common';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';

/** Comes with Fastify; where it does not, its sink prints as JSON. */
const pino = await import('pino').then(({ pino }) => pino).catch(() => undefined);

/** Everything by which a value gets into a log or a copy by mistake, and what comes out there. */
export const SINKS: readonly (readonly [name: string, print: (value: object) => string])[] = [
  // eslint-disable-next-line @typescript-eslint/no-base-to-string, @typescript-eslint/restrict-template-expressions -- the mistake itself
  ['a template', (value) => `${value}`],
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- as above
  ['String()', (value) => String(value)],
  ['JSON', (value) => JSON.stringify({ value })],
  ['inspect', (value) => inspect({ a: { value } }, { depth: 9 })],
  ['inspect with showHidden', (value) => inspect(value, { showHidden: true, depth: 9 })],
  ['inspect without customInspect', (value) => inspect(value, { customInspect: false, depth: 9 })],
  [
    'inspect with both',
    (value) => inspect(value, { showHidden: true, customInspect: false, depth: 9 }),
  ],
  ['%s', (value) => format('%s', value)],
  ['%o and %O', (value) => format('%o %O', value, value)],
  ['%j', (value) => format('%j', value)],
  ['spread and entries', (value) => inspect([{ ...value }, Object.entries(value)], { depth: 9 })],
  ['structuredClone', (value) => inspect(structuredClone(value), { showHidden: true, depth: 9 })],
  ['v8.serialize', (value) => serialize(value).toString('latin1')],
  ['the cause of an error', (value) => inspect(new Error('x', { cause: value }), { depth: 9 })],
  ['pino', pinoLog],
  ["Nest's logger", (value) => nestLog(value, false)],
  ["Nest's JSON logger", (value) => nestLog(value, true)],
];

function pinoLog(value: object): string {
  if (pino === undefined) return JSON.stringify(value);
  const written: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => written.push(line) });
  logger.info({ value });
  logger.error(value);
  logger.error({ err: value }, 'text');
  return written.join('');
}

function nestLog(value: object, json: boolean): string {
  const written: string[] = [];
  const original = Object.getOwnPropertyDescriptors(process);
  const write = (chunk: unknown) => written.push(String(chunk)) > 0;
  // ConsoleLogger looks the streams up for each record.
  Object.defineProperties(process, {
    stdout: { value: { write }, configurable: true },
    stderr: { value: { write }, configurable: true },
  });
  try {
    const logger = new ConsoleLogger('test', { json });
    logger.log(value);
    logger.log('text', { value });
    logger.error(value);
    logger.error('text', value);
  } finally {
    Object.defineProperties(process, { stdout: original.stdout, stderr: original.stderr });
  }
  return written.join('');
}
