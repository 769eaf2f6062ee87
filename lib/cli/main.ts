#!/usr/bin/env node
import 'reflect-metadata';
import { envExample } from './env-example.js';
import { jsonSchema } from './json-schema.js';
import { loadConfigClass } from './load-config-class.js';
import { secretCommand } from './secret-command.js';

const USAGE = `nestjs-production-readiness <command>

  secret                    print a new SECRET_KEY: 32 random bytes as base64url
  secret check              check SECRET_KEY, its fallbacks and their files in this environment; exit code 1 with problems
  secret plan-rotation [--longest 7d]
                            print the deployments that change SECRET_KEY; the longest life of any token or session
  env    [module [export]]  print .env.example for a configuration class
  schema [module [export]]  print its JSON Schema

  module is the compiled file of the class, such as dist/app.config.js; ProductionConfig when left out.
`;

interface Printed {
  readonly text: string;
  readonly exitCode?: number;
}

async function run([command, ...args]: readonly string[]): Promise<Printed> {
  const [module, name] = args;
  switch (command) {
    case 'secret':
      return secretCommand(args);
    case 'env':
      return { text: envExample(await loadConfigClass(module, name)) };
    case 'schema':
      return { text: JSON.stringify(jsonSchema(await loadConfigClass(module, name)), null, 2) };
    case undefined:
    case '--help':
      return { text: USAGE.trimEnd() };
    default:
      throw new Error(`There is no command "${command}".\n\n${USAGE}`);
  }
}

try {
  const { text, exitCode = 0 } = await run(process.argv.slice(2));
  process.stdout.write(`${text}\n`);
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
