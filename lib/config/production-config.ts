import { BaseConfig } from './base-config.js';
import { SecretSetting } from './settings/secret-setting.decorator.js';

/** BaseConfig, hardened for production: a SECRET_KEY that is as long as the keys derived from it, and that nobody can guess. */
export class ProductionConfig extends BaseConfig {
  @SecretSetting({ minBytes: 32, maxBytes: 4096, strong: true })
  declare SECRET_KEY: string;
}
