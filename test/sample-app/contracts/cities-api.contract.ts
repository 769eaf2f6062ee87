import { afterAll, beforeAll, describe } from '@jest/globals';
import { itSumsUpCountries } from './countries.contract.js';
import { itListsCities } from './city-list.contract.js';
import { itSaysWhatToTry } from './home.contract.js';
import { itChangesACity, itGivesOneCity } from './one-city.contract.js';
import { itSignsPeopleIn } from './sign-in.contract.js';
import type { Platform, SampleAppInstance } from '../support/sample-app-instance.js';

/** What the sample application answers, whatever its database and its HTTP platform. */
export function itServesCities(start: (platform: Platform) => Promise<SampleAppInstance>): void {
  describe.each<Platform>(['Express', 'Fastify'])('with %s', (platform) => {
    let app: SampleAppInstance;

    beforeAll(async () => {
      app = await start(platform);
    }, 120_000);

    afterAll(() => app?.close());

    itListsCities(() => app);
    itGivesOneCity(() => app);
    itChangesACity(() => app);
    itSumsUpCountries(() => app);
    itSaysWhatToTry(() => app);
    itSignsPeopleIn(() => app);
  });
}
