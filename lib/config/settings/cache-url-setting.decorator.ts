import { ValidateBy } from 'class-validator';
import { CACHE_PROTOCOLS, cacheProvider } from '../../foundation/cache-provider.js';
import { cacheUrlFault } from '../../foundation/cache-url-fault.js';
import { settingDecorator } from './setting-decorator.js';
import type { ValueOptions } from './setting.js';

/** As UrlSetting, for the URL of a cache, whose faults the report tells one by one. */
export function CacheUrlSetting(options: ValueOptions<string>): PropertyDecorator {
  return settingDecorator({ ...options, kind: 'url', hidden: true }, [cacheUrlRule()]);
}

/** Under the name of the rule for other URLs, so that one replaces the other. */
function cacheUrlRule(): PropertyDecorator {
  return ValidateBy({
    name: 'isUrl',
    constraints: [CACHE_PROTOCOLS, cacheUrlFault],
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' &&
        cacheProvider(value) !== undefined &&
        cacheUrlFault(value) === undefined,
    },
  });
}
