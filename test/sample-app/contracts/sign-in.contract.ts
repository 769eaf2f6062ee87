import { describe, expect, it } from '@jest/globals';
import { cookieOf } from '../support/cookie-of.js';
import { DEMO_PASSWORD, type SampleAppInstance } from '../support/sample-app-instance.js';

const demo = { name: 'demo', password: DEMO_PASSWORD };

export function itSignsPeopleIn(app: () => SampleAppInstance): void {
  const me = (headers: Record<string, string>) => app().fetch('/auth/me', { headers });

  describe('signing in', () => {
    it('gives a token that tells who somebody is', async () => {
      const response = await app().post('/auth/token', demo);
      const { accessToken } = (await response.json()) as { accessToken: string };
      const answer = await me({ Authorization: `Bearer ${accessToken}` });
      expect(await answer.json()).toEqual({ user: 'demo' });
    });

    it('gives a session that no script of a page can read', async () => {
      const response = await app().post('/auth/session', demo);
      expect(response.status).toBe(204);
      for (const cookie of response.headers.getSetCookie()) expect(cookie).toMatch(/; httponly/i);
      const answer = await me({ Cookie: cookieOf(response) });
      expect(await answer.json()).toEqual({ user: 'demo' });
    });

    it.each([
      ['a wrong password', { ...demo, password: 'wrong' }, 401],
      ['a wrong name', { ...demo, name: 'admin' }, 401],
      ['no password', { name: 'demo' }, 400],
    ])('refuses %s', async (_, credentials, status) => {
      for (const path of ['/auth/token', '/auth/session']) {
        expect((await app().post(path, credentials)).status).toBe(status);
      }
    });

    it.each([
      ['nothing', {}],
      ['no token', { Authorization: 'Bearer ' }],
      ['half a token', { Authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30' }],
      [
        'a token that nobody signed',
        { Authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vIn0.' },
      ],
      [
        'a session that nobody signed',
        { Cookie: `session=${Buffer.from('{"user":"demo"}').toString('base64')}; session.sig=x` },
      ],
    ])('answers 401 to %s', async (_, headers) => {
      expect((await me(headers as Record<string, string>)).status).toBe(401);
    });
  });

  describe('a download link', () => {
    it('is for those who are signed in', async () => {
      expect((await app().post('/downloads', {})).status).toBe(401);
    });

    it('works without signing in, and only as it was made', async () => {
      const session = await app().post('/auth/session', demo);
      const made = await app().post('/downloads', {}, { Cookie: cookieOf(session) });
      const { url } = (await made.json()) as { url: string };
      const file = await app().fetch(url);
      expect(file.headers.get('Content-Type')).toMatch('text/csv');
      expect(await file.text()).toMatch(/^code,name,cities,population,largest city\r\n[A-Z]{2},"/);
      for (const other of [`${url}x`, url.slice(0, -1), url.replace('?token=', '?token=x')]) {
        expect((await app().fetch(other)).status).toBe(403);
      }
      expect((await app().fetch('/downloads/countries.csv')).status).toBe(403);
    });
  });
}
