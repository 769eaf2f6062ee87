import { BaseConfig } from './base-config.js';
import { SecretSetting } from './settings/secret-setting.decorator.js';

/** BaseConfig, hardened for production: a SECRET_KEY that is as long as the keys that are derived from it. */
export class ProductionConfig extends BaseConfig {
  @SecretSetting({ minBytes: 32, maxBytes: 4096 })
  declare SECRET_KEY: string;
}
