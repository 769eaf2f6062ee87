import { Logger, type Type } from '@nestjs/common';
import { ModuleMisuseError } from '../foundation/module-misuse.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import { BaseConfig } from './base-config.js';
import type { EnvironmentSource } from './environment.js';
import { ConfigurationError } from './report/configuration.error.js';
import { resolveEnvironment } from './resolve-environment.js';

/** The configuration of an application that starts; what stops the boot is shown exactly once. */
export async function loadForBoot(
  config: Type<BaseConfig> | BaseConfig,
  source: EnvironmentSource,
  development: boolean,
): Promise<BaseConfig> {
  if (config instanceof BaseConfig) return BaseConfig.isLoaded(config) ? config : refuseUnloaded();
  try {
    return await load(config, source, development);
  } catch (error) {
    if (error instanceof ConfigurationError) refuseToStart(error);
    throw error;
  }
}

async function load(
  Class: Type<BaseConfig>,
  { env: source }: EnvironmentSource,
  development: boolean,
): Promise<BaseConfig> {
  const env = await resolveEnvironment(source);
  const origin = source === undefined ? 'the environment' : 'the env option';
  const { config, notes } = BaseConfig.loadWith(Class, { env, origin, development });
  const logger = new Logger(Class.name);
  for (const note of notes) logger.warn(note);
  return config;
}

function refuseUnloaded(): never {
  refuseToStart(
    new ModuleMisuseError('forRoot() was given a configuration that was made by new.', {
      code: 'MODULE_UNLOADED_CONFIG',
      hint: 'It is neither validated nor frozen. Give the class, or what its load() returns.',
    }),
  );
}
