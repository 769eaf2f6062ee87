#!/usr/bin/env node
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { envExample } from './env-example.js';
import { jsonSchema } from './json-schema.js';
import { loadConfigClass } from './load-config-class.js';

const USAGE = `nestjs-production-readiness <command>

  secret                    print a new SECRET_KEY: 32 random bytes as base64url
  env    [module [export]]  print .env.example for a configuration class
  schema [module [export]]  print its JSON Schema

  module is the compiled file of the class, such as dist/app.config.js; ProductionConfig when left out.
`;

async function run(command: string | undefined, module?: string, name?: string): Promise<string> {
  switch (command) {
    case 'secret':
      return randomBytes(32).toString('base64url');
    case 'env':
      return envExample(await loadConfigClass(module, name));
    case 'schema':
      return JSON.stringify(jsonSchema(await loadConfigClass(module, name)), null, 2);
    case undefined:
    case '--help':
      return USAGE.trimEnd();
    default:
      throw new Error(`There is no command "${command}".\n\n${USAGE}`);
  }
}

try {
  const [command, module, name] = process.argv.slice(2);
  process.stdout.write(`${await run(command, module, name)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
