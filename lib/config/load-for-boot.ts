import { Logger } from '@nestjs/common';
import { nameOfError } from '../foundation/name-of-error.js';
import { ModuleMisuseError } from '../foundation/module-misuse.error.js';
import { refuseToStart } from '../foundation/refuse-to-start.js';
import { BaseConfig } from './base-config.js';
import type { ConfigClass } from './config-class.js';
import type { EnvironmentSource } from './environment.js';
import type { LoadOptions } from './loading/load-options.js';
import { ConfigurationError } from './report/configuration.error.js';
import { resolveEnvironment } from './resolve-environment.js';

/** What forRoot() says of how to load, beside the class and the source. */
export type BootMode = Pick<LoadOptions, 'development' | 'build' | 'scrubEnv'>;

/** The configuration of an application that starts; what stops the boot is shown exactly once. */
export async function loadForBoot(
  config: ConfigClass | BaseConfig,
  source: EnvironmentSource,
  mode: BootMode,
): Promise<BaseConfig> {
  if (config instanceof BaseConfig) return checkLoaded(config, source, mode);
  try {
    return await load(config, source, mode);
  } catch (error) {
    refuseToStart(error instanceof ConfigurationError ? error : loadFailed(config, error));
  }
}

async function load(
  Class: ConfigClass,
  { env: source }: EnvironmentSource,
  mode: BootMode,
): Promise<BaseConfig> {
  const env = await resolveEnvironment(source);
  const origin = env === process.env ? 'the environment' : 'the env option';
  const { config, notes } = BaseConfig.loadWith(Class, { env, origin, ...mode });
  const logger = new Logger(Class.name);
  for (const note of notes) logger.warn(note);
  return config;
}

/** A default or a bound that is a function, a constructor: code of the class, whose messages may hold values. */
function loadFailed({ name }: ConfigClass, error: unknown): ConfigurationError {
  const found = `could not be loaded: its code threw ${nameOfError(error)}`;
  const hint = `call ${name}.load() in a script to see where`;
  return new ConfigurationError([{ setting: name, code: 'load-failed', found, hint }]);
}

function checkLoaded(config: BaseConfig, { env }: EnvironmentSource, mode: BootMode) {
  if (!BaseConfig.isLoaded(config)) refuseUnloaded();
  if (env === undefined && !Object.values(mode).includes(true)) return config;
  refuseToStart(
    new ModuleMisuseError(
      'A loaded configuration was given together with env, a factory, development, build or scrubEnv.',
      {
        code: 'MODULE_CONFLICTING_OPTIONS',
        hint: 'They have no effect on what is loaded. Give the class instead, or leave them out.',
      },
    ),
  );
}

function refuseUnloaded(): never {
  refuseToStart(
    new ModuleMisuseError('forRoot() was given a configuration that was made by new.', {
      code: 'MODULE_UNLOADED_CONFIG',
      hint: 'It is neither validated nor frozen. Give the class, or what its load() returns.',
    }),
  );
}
