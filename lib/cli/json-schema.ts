import type { SettingKind } from '../config/settings/setting.js';
import { documentedSettings, type DocumentedSetting } from './documented-settings.js';
import type { ConfigClass } from '../config/config-class.js';

/** JSON Schema (draft 2020-12) of the settings as values, not as texts; secrets and URLs are writeOnly. */
export function jsonSchema(Class: ConfigClass): Record<string, unknown> {
  const settings = documentedSettings(Class);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: Class.name,
    type: 'object',
    properties: Object.fromEntries(settings.map((setting) => [setting.name, property(setting)])),
    required: settings.filter(({ required }) => required).map(({ name }) => name),
  };
}

const TYPES: Record<SettingKind, string> = {
  string: 'string',
  enum: 'string',
  url: 'string',
  secret: 'string',
  int: 'integer',
  number: 'number',
  bool: 'boolean',
};

function property(setting: DocumentedSetting): Record<string, unknown> {
  const { kind, description, hidden, defaultValue, bounds, values, words, example } = setting;
  const number = { type: TYPES[kind], minimum: bounds.min, maximum: bounds.max };
  return withoutUndefined({
    description,
    ...(words ? { anyOf: [withoutUndefined(number), { enum: words }] } : number),
    enum: values,
    default: defaultValue,
    examples: example === undefined ? undefined : [example],
    writeOnly: hidden ? true : undefined,
  });
}

function withoutUndefined(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
