import {
  IntSetting,
  ProductionConfig,
  SecretSetting,
  StringSetting,
  UrlSetting,
} from 'nestjs-production-readiness';

/** The library's settings, one of them with a default, and four of the sample's own. */
export class AppConfig extends ProductionConfig {
  override CACHE_NAMESPACE = 'cities';

  @UrlSetting({
    description: 'A PostgreSQL server; without it the database is embedded.',
    protocols: ['postgres://', 'postgresql://'],
    optional: true,
  })
  declare DATABASE_URL?: string;

  @IntSetting({
    description: 'Most connections of this instance to the server.',
    min: 1,
    max: 100,
  })
  DATABASE_CONNECTIONS = 10;

  @StringSetting({ description: 'Folder of the embedded database.' })
  DATA_DIR = '.data';

  @SecretSetting({
    description: 'Password of the user "demo"; without it nobody can sign in.',
    minBytes: 8,
    optional: true,
  })
  declare DEMO_PASSWORD?: string;
}
