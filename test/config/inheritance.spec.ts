import { describe, expect, it } from '@jest/globals';
import {
  ArrayNotEmpty,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { Transform } from 'class-transformer';
import {
  BaseConfig,
  IntSetting,
  ProductionConfig,
  SecretSetting,
  StringSetting,
} from 'nestjs-production-readiness';
import { environment, refusal } from '../support/environment.js';

class Narrow extends ProductionConfig {
  @Min(10)
  declare PAGE_SIZE: number;
}

class Wide extends Narrow {
  @Max(5000)
  override PAGE_SIZE = 60;
}

class Heir extends Wide {
  @IntSetting({ min: 1 })
  WORKERS = 2;
}

describe('a subclass', () => {
  it('keeps the rules of a setting that it decorates again', () => {
    const found = 'must be a whole number from 10 to 1000';
    expect(refusal(environment({ PAGE_SIZE: '5' }), Narrow).message).toContain(found);
    expect(refusal(environment({ PAGE_SIZE: '1001' }), Narrow).message).toContain(found);
    expect(refusal(environment({ PAGE_SIZE: '10.5' }), Narrow).message).toContain(found);
  });

  it('replaces a rule by its name, for its own heirs too', () => {
    for (const Class of [Wide, Heir]) {
      expect(Class.load(environment({ PAGE_SIZE: '5000' })).PAGE_SIZE).toBe(5000);
      expect(refusal(environment({ PAGE_SIZE: '5001' }), Class).message).toContain(
        'must be a whole number from 10 to 5000, got "5001"',
      );
      expect(refusal(environment({ PAGE_SIZE: '9' }), Class).message).toContain('from 10 to 5000');
    }
  });

  it('leaves the rules of its base as they were, and those of a sister', () => {
    Wide.load(environment());
    expect(refusal(environment({ PAGE_SIZE: '1001' })).message).toContain('from 1 to 1000');
    expect(ProductionConfig.load(environment({ PAGE_SIZE: '5' })).PAGE_SIZE).toBe(5);
  });

  it('can give a setting another default by an initialiser', () => {
    const { PAGE_SIZE, PAGE_SIZE_MAX } = Heir.load(environment());
    expect([PAGE_SIZE, PAGE_SIZE_MAX]).toEqual([60, 60]);
  });

  it('is an instance of every class above it', () => {
    expect(Heir.load(environment())).toBeInstanceOf(BaseConfig);
    expect(Heir.load(environment())).toBeInstanceOf(Wide);
  });

  it('can make the cache from other settings', () => {
    class Quick extends ProductionConfig {
      protected override buildCacheConfig() {
        return { ...super.buildCacheConfig(), ttl: 5_000 };
      }
    }
    const cache = Quick.load(environment()).getCacheConfig();
    expect(cache).toMatchObject({ provider: 'memory', ttl: 5_000, max: 4096 });
    expect(cache.url).toBe('memory:');
    expect(Object.isFrozen(cache)).toBe(true);
  });

  it('can require what its base leaves optional, and the other way round', () => {
    class Strict extends ProductionConfig {
      @StringSetting({ optional: false })
      declare NODE_ENV: string;
    }
    class Lenient extends Strict {
      @StringSetting({ optional: true })
      declare NODE_ENV: string;
    }
    expect(refusal(environment(), Strict).message).toContain('NODE_ENV   is missing');
    expect(Lenient.load(environment()).NODE_ENV).toBeUndefined();
  });

  it('keeps the description of a setting whose rules it replaces', () => {
    class Longer extends ProductionConfig {
      @SecretSetting({ minBytes: 64 })
      declare SECRET_KEY: string;
    }
    expect(refusal({}, Longer).message).toContain('openssl rand -base64 32');
    expect(refusal(environment(), Longer).message).toContain('at least 64 bytes long, got 43');
  });
});

describe('plain class-validator decorators', () => {
  class Plain extends ProductionConfig {
    @IsInt()
    @Min(1)
    WORKERS = 2;

    @IsNumber()
    RATIO = 0.5;

    @IsBoolean()
    VERBOSE = false;

    @IsEmail()
    OWNER!: string;

    @IsOptional()
    @IsString()
    REGION?: string;

    @Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.split(',') : value,
    )
    @ArrayNotEmpty()
    HOSTS: string[] = ['localhost'];

    @Matches(/^sk_/, { message: 'STRIPE_KEY must be like sk_, not $value' })
    STRIPE_KEY = 'sk_default';
  }

  const owner = { OWNER: 'a@example.com' };

  it('describe a setting by their rules, types and defaults', () => {
    const env = environment({
      ...owner,
      WORKERS: '4',
      RATIO: '0.25',
      VERBOSE: 'false',
      HOSTS: 'a,b',
    });
    expect(Plain.load(env)).toMatchObject({
      WORKERS: 4,
      RATIO: 0.25,
      VERBOSE: false,
      OWNER: 'a@example.com',
      REGION: undefined,
      HOSTS: ['a', 'b'],
      STRIPE_KEY: 'sk_default',
    });
  });

  it('are converted as strictly as the rest', () => {
    const env = environment({ ...owner, WORKERS: '0x2', RATIO: '1e3', VERBOSE: 'maybe' });
    const { message } = refusal(env, Plain);
    expect(message).toContain('WORKERS   must be a whole number of at least 1, got "0x2"');
    expect(message).toContain('RATIO     must be a number, got "1e3"');
    expect(message).toContain('VERBOSE   must be true or false');
  });

  it('report in their own words, without the value of a text', () => {
    const { message } = refusal(environment({ OWNER: 'nobody' }), Plain);
    expect(message).toContain('OWNER   must be an email');
    expect(message).not.toContain('nobody');
  });

  it('cannot put a secret into the report by a message of their own', () => {
    const { message } = refusal(environment({ ...owner, STRIPE_KEY: 'pk-l34k' }), Plain);
    expect(message).toContain('STRIPE_KEY   breaks its rule "matches"');
    expect(message).not.toContain('l34k');
  });

  it('keep their own sentence where ours has none, beside ours where both are broken', () => {
    class Worded extends ProductionConfig {
      @IsIn(['eu', 'us'])
      REGION = 'eu';

      @IntSetting({ min: 1 })
      @IsIn([1, 2, 4])
      WORKERS = 1;

      @Transform(({ value }: { value: unknown }) => String(value).split(',').map(Number))
      @IsInt({ each: true })
      IDS: number[] = [];
    }
    const { message } = refusal(environment({ REGION: 'uk', WORKERS: '0', IDS: '1,x' }), Worded);
    expect(message).toContain('REGION    must be one of the following values: eu, us');
    expect(message).toContain(
      'WORKERS   must be a whole number of at least 1, and must be one of the following values: 1, 2, 4, got "0"',
    );
    expect(message).toContain('IDS       each item must be an integer number');
    expect(Worded.load(environment({ IDS: '1,2' })).IDS).toEqual([1, 2]);
  });

  it('cannot quote a hidden value by a function either', () => {
    class Quoting extends ProductionConfig {
      @Matches(/^sk_/, { message: ({ value }) => `must not be ${String(value).slice(0, 6)}` })
      STRIPE_KEY!: string;
    }
    const { message } = refusal(environment({ STRIPE_KEY: 'hunter2-l34k' }), Quoting);
    expect(message).not.toContain('hunter');
  });

  it('cannot quote it by a validator of their own', () => {
    const validator = {
      validate: () => false,
      defaultMessage: (args?: { value: unknown }) => `bad ${String(args?.value)}`,
    };
    class Custom extends ProductionConfig {
      @ValidateBy({ name: 'custom', validator })
      STRIPE_KEY!: string;

      @ValidateBy({ name: 'custom', validator })
      OWNER!: string;
    }
    const env = environment({ STRIPE_KEY: 'l34k', OWNER: 'nobody' });
    const { message } = refusal(env, Custom);
    expect(message).toContain('STRIPE_KEY   breaks its rule "custom"');
    expect(message).toContain('OWNER        breaks its rule "custom"');
  });

  it('make a setting optional as the option does', () => {
    class Lenient extends ProductionConfig {
      @IsOptional()
      @IntSetting({ min: 1 })
      WORKERS?: number;
    }
    expect(Lenient.load(environment()).WORKERS).toBeUndefined();
  });

  it('make a field required that has no default', () => {
    expect(refusal(environment(), Plain).message).toContain('OWNER   is missing');
  });

  it('freeze lists, and refuse what cannot be frozen', () => {
    class Dated extends ProductionConfig {
      @IsDefined()
      SINCE: unknown = new Date(0);

      @IsDefined()
      NESTED: unknown = { list: [new Map()] };
    }
    class Undecorated extends ProductionConfig {
      LIMITS = { a: 1 };

      readonly pattern = /helpers are not settings/;
    }
    expect(Object.isFrozen(Plain.load(environment(owner)).HOSTS)).toBe(true);
    const { problems } = refusal(environment(), Dated);
    expect(Object.isFrozen(Undecorated.load(environment()).LIMITS)).toBe(true);
    expect(problems.map(({ setting, code }) => [setting, code])).toEqual([
      ['SINCE', 'not-freezable'],
      ['NESTED', 'not-freezable'],
    ]);
  });
});
