import { BaseConfig } from '../config/base-config.js';
import { ProductionConfig } from '../config/production-config.js';
import { standIns } from './stand-ins.js';

type Values<T> = {
  [Name in keyof T as T[Name] extends (...args: never[]) => unknown ? never : Name]?: T[Name];
};

/**
 * A valid configuration without an environment, for `overrideProvider(AppConfig).useValue(testConfig(AppConfig))`.
 * Required settings get a value of their kind; `overrides` win and are checked by the rules of the class.
 */
export function testConfig(): ProductionConfig;
export function testConfig<T extends BaseConfig>(Class: new () => T, overrides?: Values<T>): T;
export function testConfig(
  Class: new () => BaseConfig = ProductionConfig,
  overrides: Readonly<Record<string, unknown>> = {},
): BaseConfig {
  const env = standIns(Class, overrides);
  const origin = 'a stand-in of testConfig';
  return BaseConfig.loadWith(Class, { env, origin, overrides, allowInsecureKey: true }).config;
}
