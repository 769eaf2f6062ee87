import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import {
  ProductionConfig,
  ProductionReadinessModule,
  SecretSetting,
} from 'nestjs-production-readiness';
import { environment, OLD_KEY, SECRET_KEY } from '../support/environment.js';
import { quietLogger } from '../support/quiet-logger.js';

class AppConfig extends ProductionConfig {
  @SecretSetting()
  STRIPE_KEY!: string;
}

const VARIABLES = environment({
  SECRET_KEY_FALLBACKS: OLD_KEY,
  STRIPE_KEY: 'sk_live_1',
  PAGE_SIZE: '20',
  DATABASE_URL: 'postgres://h/shop',
});
const SECRETS = ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'STRIPE_KEY'];
const compile = (options: Parameters<typeof ProductionReadinessModule.forRoot>[0]) =>
  Test.createTestingModule({
    imports: [ProductionReadinessModule.forRoot({ config: AppConfig, ...options })],
  })
    .setLogger(quietLogger)
    .compile();

describe('scrubEnv: true', () => {
  beforeEach(() => void Object.assign(process.env, VARIABLES));
  afterEach(() => {
    for (const name of Object.keys(VARIABLES)) delete process.env[name];
  });

  it('removes the variables of all secrets, and no others, once they are loaded', async () => {
    const app = await compile({ scrubEnv: true });
    for (const name of SECRETS) expect(process.env).not.toHaveProperty(name);
    expect(process.env).toMatchObject({ PAGE_SIZE: '20', DATABASE_URL: 'postgres://h/shop' });
    expect(app.get(AppConfig)).toMatchObject({ SECRET_KEY, STRIPE_KEY: 'sk_live_1' });
    await app.close();
  });

  it('does so with forRootAsync when its factory gives no variables of its own', async () => {
    const module = ProductionReadinessModule.forRootAsync({
      config: AppConfig,
      scrubEnv: true,
      useFactory: () => ({}),
    });
    const testing = Test.createTestingModule({ imports: [module] }).setLogger(quietLogger);
    const app = await testing.compile();
    expect(process.env).not.toHaveProperty('SECRET_KEY');
    await app.close();
  });

  it.each([
    ['is not set', {}],
    ['stands beside variables of its own', { scrubEnv: true, env: { ...VARIABLES } }],
  ])('touches nothing when it %s', async (_, options) => {
    const app = await compile(options);
    expect(process.env).toMatchObject(VARIABLES);
    await app.close();
  });

  it('touches nothing when the boot is refused', async () => {
    process.env['PAGE_SIZE'] = 'abc';
    await expect(compile({ scrubEnv: true })).rejects.toThrow('PAGE_SIZE');
    expect(process.env).toHaveProperty('SECRET_KEY');
  });
});
