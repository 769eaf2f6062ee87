import { describe, expect, it } from '@jest/globals';
import type { SampleAppInstance } from '../support/sample-app-instance.js';

export function itSaysWhatToTry(app: () => SampleAppInstance): void {
  describe('GET /', () => {
    it('is a page that credits GeoNames', async () => {
      const response = await app().fetch('/');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toMatch(/GeoNames.*CC BY 4\.0/s);
    });

    it('links only to what the application answers as it says', async () => {
      const page = await (await app().fetch('/')).text();
      const paths = [...page.matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path);
      const answers = await Promise.all(
        paths.map((path) => app().fetch(path.replaceAll('&amp;', '&'))),
      );
      const refused = answers.filter(({ status }) => status !== 200).map(({ url }) => url);
      expect(refused).toEqual([expect.stringMatching(/limit=all$/)]);
    });
  });
}
