import { describe, expect, it } from '@jest/globals';
import {
  ProductionConfig,
  SecretSetting,
  StringSetting,
  UrlSetting,
} from 'nestjs-production-readiness';
import { envExample } from '../../lib/cli/env-example.js';
import { jsonSchema } from '../../lib/cli/json-schema.js';

class AppConfig extends ProductionConfig {
  @SecretSetting()
  STRIPE_KEY = 'hard-coded-l34k';

  @UrlSetting()
  QUEUE_URL = 'amqp://u:l34k@h';

  @StringSetting({ description: 'Shown in\ntwo lines.' })
  GREETING = 'hello #1';

  @StringSetting({ default: (config: AppConfig) => config.SECRET_KEY.slice(0, 4) })
  PREFIX!: string;
}

describe('a default that is a secret or a URL', () => {
  it('is not in .env.example, nor in the JSON Schema', () => {
    expect(envExample(AppConfig)).toContain('# STRIPE_KEY=\n');
    expect(envExample(AppConfig)).toContain('# CACHE_URL=memory:\n');
    expect(envExample(AppConfig) + JSON.stringify(jsonSchema(AppConfig))).not.toContain('l34k');
  });
});

describe('.env.example', () => {
  it('has a comment sign on every line of a sentence, and quotes what needs it', () => {
    expect(envExample(AppConfig)).toContain('# Shown in\n# two lines.\n# GREETING="hello #1"');
  });
});
