import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BaseConfig } from '../config/base-config.js';
import type { ConfigClass } from '../config/config-class.js';
import { ProductionConfig } from '../config/production-config.js';

/** The configuration class that a module exports: the named one, or the only one. */
export async function loadConfigClass(module?: string, name?: string): Promise<ConfigClass> {
  if (module === undefined) return ProductionConfig;
  const exported = await importFrom(module);
  const candidates = Object.entries(exported).filter(([key]) => name === undefined || key === name);
  const classes = candidates.map(([, value]) => value).filter(isConfigClass);
  const [Class] = classes;
  if (Class !== undefined && classes.length === 1) return Class;
  throw new Error(
    `${module} exports ${classes.length} classes that extend ProductionConfig${name ? ` under the name ${name}` : ''}.\n` +
      'Name one of them: nestjs-production-readiness env dist/app.config.js AppConfig',
  );
}

async function importFrom(module: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(resolve(module)).href)) as Record<string, unknown>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${module} cannot be imported: ${reason}\nName the compiled file, such as dist/app.config.js.`,
      { cause: error },
    );
  }
}

function isConfigClass(value: unknown): value is ConfigClass {
  return typeof value === 'function' && value.prototype instanceof BaseConfig;
}
