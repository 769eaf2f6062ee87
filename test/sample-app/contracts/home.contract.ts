import { describe, expect, it } from '@jest/globals';
import type { SampleAppInstance } from '../support/sample-app-instance.js';

export function itSaysWhatToTry(app: () => SampleAppInstance): void {
  describe('GET /', () => {
    it('is a page that credits GeoNames', async () => {
      const response = await app().fetch('/');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toMatch(/GeoNames.*CC BY 4\.0/s);
    });

    it('has a page to browse the cities, for whose script the links of an answer are its own', async () => {
      const page = await app().fetch('/browse');
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await page.text()).toContain("fetch('/cities' + location.search)");
      const answer = await app().fetch('/cities?sort=name');
      expect(answer.headers.get('link')).toMatch(/<\?sort=name&cursor=[\w-]+>; rel="next"/);
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
