import { describe, expect, it } from '@jest/globals';
import { BoolSetting, EnumSetting, ProductionConfig } from 'nestjs-production-readiness';
import { environment, refusal } from '../support/environment.js';

class AppConfig extends ProductionConfig {
  @BoolSetting()
  VERBOSE = false;

  @EnumSetting({ values: ['eu', 'us'] })
  REGION: 'eu' | 'us' = 'eu';
}

const load = (variables: Record<string, string>) => AppConfig.load(environment(variables));

describe('a switch', () => {
  it.each(['true', 'TRUE', 'True', '1', 'yes', 'YES', 'on', ' on ', 'true\r', '\uFEFFtrue'])(
    'is on for %j',
    (text) => {
      expect(load({ VERBOSE: text }).VERBOSE).toBe(true);
    },
  );

  it.each(['false', 'FALSE', 'False', '0', 'no', 'No', 'off', ' false ', 'off\r\n'])(
    'is off for %j',
    (text) => {
      expect(load({ VERBOSE: text }).VERBOSE).toBe(false);
    },
  );

  it.each(['2', 'maybe', 'n', 'y', 't', '"false"', 'null', 'undefined', ' ', '-1', '1.0'])(
    'refuses %j',
    (text) => {
      const { message } = refusal(environment({ VERBOSE: text }), AppConfig);
      expect(message).toContain('VERBOSE   must be true or false');
      expect(message).toContain(`got ${JSON.stringify(text)}`);
    },
  );

  it('has its default when the variable is empty', () => {
    expect(load({ VERBOSE: '' }).VERBOSE).toBe(false);
  });
});

describe('an enum', () => {
  it('accepts its words, with blanks around them', () => {
    expect(load({ REGION: 'us\r' }).REGION).toBe('us');
  });

  it.each(['US', 'asia', 'e', 'toString', '__proto__'])('refuses %j', (text) => {
    const { message } = refusal(environment({ REGION: text }), AppConfig);
    expect(message).toContain(`must be one of eu or us, got ${JSON.stringify(text)}`);
  });
});
