import { afterAll, describe } from '@jest/globals';
import { itWalksAllCities } from './contracts/all-cities.contract.js';
import { itServesCities } from './contracts/cities-api.contract.js';
import { SampleAppInstance } from './support/sample-app-instance.js';
import { TemporaryFolder } from './support/temporary-folder.js';

describe('the cities API on the embedded database', () => {
  const folder = new TemporaryFolder();

  afterAll(() => folder.remove());

  itServesCities((platform) => SampleAppInstance.start(platform, { DATA_DIR: folder.path }));

  itWalksAllCities((settings) =>
    SampleAppInstance.start('Fastify', { DATA_DIR: folder.path, ...settings }),
  );
});
