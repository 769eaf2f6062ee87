export type SettingKind = 'string' | 'int' | 'number' | 'bool' | 'enum' | 'url' | 'secret';

/** A value, or a function of the configuration, whose earlier settings already have theirs. */
export type OfConfig<Value> = Value | ((config: never) => Value);

/** What every setting decorator takes. */
export interface SettingOptions {
  /** One sentence: what the setting means, and its unit. For .env.example, the JSON Schema and the docs. */
  description?: string;
  /** May be left unset. May be a function of the configuration. */
  optional?: OfConfig<boolean>;
  /** What to do when it is missing, in place of the general advice. */
  hint?: string;
  /** Part of the configuration's fingerprint; `false` for what differs between replicas, such as a port. @default true */
  fingerprint?: boolean;
}

/** What setting decorators take whose values may be shown. */
export interface ValueOptions<Value> extends SettingOptions {
  /** Used when nothing is set, as an initialiser of the property is. May be a function of the configuration. */
  default?: OfConfig<Value>;
  /** A value that would do. */
  example?: Value;
}

export type SettingValue = string | number | boolean;

/** One setting of a configuration class, as its decorators describe it. */
export interface Setting extends ValueOptions<SettingValue> {
  readonly name: string;
  readonly kind: SettingKind;
  /** Kept out of every print and clone. */
  readonly hidden?: boolean;
  /** Words that stand beside the numbers. */
  readonly words?: readonly string[];
  /** Secrets only: bounds in bytes, line breaks inside, the rules for keys, and the setting whose earlier values this one lists. */
  readonly minBytes?: number;
  readonly maxBytes?: number;
  readonly multiline?: boolean;
  readonly strong?: boolean;
  readonly fallbacksOf?: string;
}
