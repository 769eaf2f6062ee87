import type { Provider } from '@nestjs/common';
import { ConfigModule, getConfigToken } from '@nestjs/config';
import type { ConfigClass } from './config-class.js';
import type { BaseConfig } from './base-config.js';

const NAMESPACE = 'production-readiness';

/** Token of the configuration for those who inject namespaces of @nestjs/config. */
export const PRODUCTION_CONFIG = getConfigToken(NAMESPACE);

/**
 * Shows the configuration through ConfigService: `get('PAGE_SIZE')` for what is no secret, and
 * `get('production-readiness.SECRET_KEY')` for everything. `forFeature` knows no injection, so its providers are
 * taken over except for the one of the value, which injects the configuration: an overridden one shows as well.
 */
export function configServiceView(Class: ConfigClass): Provider[] {
  const { providers = [], exports: [, valueToken] = [] } = ConfigModule.forFeature(() => ({}));
  const value = {
    provide: valueToken as symbol,
    useFactory: (config: BaseConfig) => ({ ...present(config), [NAMESPACE]: config }),
    inject: [Class],
  };
  const others = providers.filter((each) => !('provide' in each) || each.provide !== valueToken);
  return [value, ...others, { provide: PRODUCTION_CONFIG, useExisting: Class }];
}

/** Settings without a value are left out: undefined would replace what the application's own `load` functions give. */
function present(config: BaseConfig): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}
