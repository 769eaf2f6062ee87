import type { BaseConfig } from './base-config.js';

/** A class of configurations: made without arguments, by load(). */
export type ConfigClass = new () => BaseConfig;
